import type { Formats } from './formats';
import type { JsonValue } from './json';

/**
 * When a presigned URL stops working, in milliseconds since the epoch: from `X-Amz-Date` and `X-Amz-Expires`, or from
 * `Expires`. Never throws.
 * @returns `undefined` where the URL does not say so clearly
 */
export function expiryOf(url: string): number | undefined {
  const query = new Map(
    [...(URL.parse(url)?.searchParams ?? [])].reverse().map(([name, value]) => [name.toLowerCase(), value]),
  );
  const signedAt = query.get('x-amz-date');
  const seconds = query.get('x-amz-expires');
  if (signedAt !== undefined || seconds !== undefined) {
    const start = readBasicDate(signedAt ?? '');
    return start === undefined ? undefined : momentOf(start, seconds);
  }
  return momentOf(0, query.get('expires'));
}

/** `start` and so many seconds; twelve digits of them are still a moment that a Date can hold. */
function momentOf(start: number, seconds: string | undefined): number | undefined {
  return seconds !== undefined && /^\d{1,12}$/u.test(seconds) ? start + Number(seconds) * 1000 : undefined;
}

/** `20261122T104100Z` in milliseconds since the epoch. */
function readBasicDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.000Z`;
  const moment = Date.parse(iso);
  // Date.parse takes 30 February for 2 March; a date that does not exist is malformed.
  return !Number.isNaN(moment) && new Date(moment).toISOString() === iso ? moment : undefined;
}

/**
 * Returns how long all of these presigned URLs work, "Valid until 1:30 PM"; `undefined` where one does not say.
 * @param now milliseconds since the epoch
 */
export function linkLife(
  urls: readonly string[],
  now: number,
  { time, shortTime }: Pick<Formats, 'time' | 'shortTime'>,
): string | undefined {
  const expiries = urls.map(expiryOf).filter((expiry) => expiry !== undefined);
  if (expiries.length === 0 || expiries.length < urls.length) {
    return undefined;
  }
  const first = Math.min(...expiries);
  const isToday = new Date(first).toDateString() === new Date(now).toDateString();
  return `Valid until ${isToday ? shortTime(first) : time(first)}`;
}

/** Names of query parameters that make a URL work for whoever has it. */
const SECRET = /x-amz-(?:signature|security-token|credential)\s*=|(?<![\w/.-])(?:signature|awsaccesskeyid)\s*=/iu;

/** The same where no `?` stands before them, as in a query that was cut out of its URL. */
const STRAY =
  /(?<name>x-amz-(?:signature|security-token|credential)=|(?<=^|[?&;#\s])(?:signature|awsaccesskeyid)=)[^\s&"'<>…]+/giu;

/** A text with the query of every presigned URL in it left out: `https://host/path?…`. */
export function withoutSecretsInText(text: string): string {
  return text
    .replace(/\?[^\s"'<>]+/gu, (query) => (SECRET.test(decoded(query)) ? '?…' : query))
    .replace(STRAY, '$<name>…');
}

/** A URL without its query, which is the secret of a presigned URL, whatever the parameters are called. */
export function withoutQuery(url: string): string {
  return url.replace(/\?.*/su, '?…');
}

/** A query as it reads when every layer of percent-encoding is taken off, also where a URL is a parameter of another. */
function decoded(query: string): string {
  let text = query;
  for (let layer = 0; layer < 4; layer += 1) {
    const next = text.replace(/%[0-7][0-9a-f]/giu, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)));
    if (next === text) {
      break;
    }
    text = next;
  }
  return text.replace(/\\u0026/giu, '&');
}

/** A JSON value with the secret part of every presigned URL in it left out, whatever the field is called. */
export function withoutSecrets(value: JsonValue): JsonValue {
  if (typeof value === 'string') {
    return withoutSecretsInText(value);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isList(value)) {
    return value.map(withoutSecrets);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [withoutSecretsInText(name), withoutSecrets(item)]),
  );
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
