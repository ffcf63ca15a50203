import * as l10n from '@vscode/l10n';
import type { Formats } from './formats';
import type { JsonValue } from './json';

/**
 * Returns when a presigned URL expires, in milliseconds since the epoch: by `X-Amz-Date` and `X-Amz-Expires`, or by
 * `Expires`. Returns `undefined` if these are missing or malformed. Never throws.
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

/** Adds seconds to `start`. Twelve digits are still within the range of a Date. */
function momentOf(start: number, seconds: string | undefined): number | undefined {
  return seconds !== undefined && /^\d{1,12}$/u.test(seconds) ? start + Number(seconds) * 1000 : undefined;
}

/** Parses `20261122T104100Z` to milliseconds since the epoch. */
function readBasicDate(text: string): number | undefined {
  const iso = text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/u, '$1-$2-$3T$4:$5:$6.000Z');
  const moment = Date.parse(iso);
  // Date.parse reads February 30 as March 2; a date that does not exist is malformed.
  return iso !== text && !Number.isNaN(moment) && new Date(moment).toISOString() === iso ? moment : undefined;
}

/**
 * Returns how long all of these presigned URLs are valid, such as "Valid until 1:30 PM"; `undefined` if any has no
 * expiry.
 * @param now milliseconds since the epoch
 */
export function linkLife(
  urls: readonly string[],
  now: number,
  { compactTime }: Pick<Formats, 'compactTime'>,
): string | undefined {
  const expiries = urls.map(expiryOf).filter((expiry) => expiry !== undefined);
  if (expiries.length === 0 || expiries.length < urls.length) {
    return undefined;
  }
  return l10n.t('Valid until {0}', compactTime(Math.min(...expiries), now));
}

/** Query parameters that let anyone with the URL use it. */
const SECRET = /x-amz-(?:signature|security-token|credential)\s*=|(?<![\w/.-])(?:signature|awsaccesskeyid)\s*=/iu;

/** The same parameters in a query cut out of its URL, without the `?`. */
const STRAY =
  /(?<name>x-amz-(?:signature|security-token|credential)=|(?<=^|[?&;#\s])(?:signature|awsaccesskeyid)=)[^\s&"'<>…]+/giu;

/** Removes the query of every presigned URL in a text: `https://host/path?…`. */
export function withoutSecretsInText(text: string): string {
  return text
    .replace(/\?[^\s"'<>]+/gu, (query) => (SECRET.test(decoded(query)) ? '?…' : query))
    .replace(STRAY, '$<name>…');
}

/** Removes the query of a URL, which includes the secret of a presigned one. */
export function withoutQuery(url: string): string {
  return url.replace(/\?.*/su, '?…');
}

/** Decodes up to four layers of percent-encoding, for a URL that is a parameter of another. */
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

/** Removes the secrets of all presigned URLs in a JSON value, in any field. */
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
