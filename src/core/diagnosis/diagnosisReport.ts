import type { CredentialsFound, Diagnosis, FileFound, RateLimitState, Probe, ServiceFound } from './diagnosis';
import { explain } from '../failures/explain';
import type { ServiceFailure } from '../failures/failure';
import { plain } from '../text/plainText';
import { profileKindLabel } from '../connections/profile';
import { redact } from '../text/redact';

/** Maximum length of a quoted service message. */
const maxQuoteLength = 500;

/** Returns a diagnosis as Markdown, to read or to paste into a ticket. Text from outside is escaped. */
export function diagnosisReport(diagnosis: Diagnosis): string {
  const { label, region, profile, at, isMadeUp } = diagnosis;
  const head = [
    `# Diagnosis of ${text(label)}`,
    '',
    `Made at ${new Date(at).toISOString()}. It has no key, no token and no answer of a service in it. Nothing was changed.`,
    '',
  ];
  const what = isMadeUp
    ? ['This is the sample account: it is made up. No profile, no credentials and no network serve it.', '']
    : [
        `- Profile: ${profile === undefined ? 'none, so the default credentials chain of the AWS SDK serves' : code(profile)}`,
        `- Region: ${code(region)}`,
        '',
        ...['## AWS files', '', ...diagnosis.files.map(fileLine), ''],
        ...['## Credentials', '', ...credentialsLines(diagnosis.credentials, at), ''],
        ...proxyLines(diagnosis.proxyVariables),
      ];
  return [
    ...head,
    ...what,
    ...diagnosis.services.flatMap((service) => serviceLines(service, isMadeUp)),
    ...adviceLines(diagnosis),
    '',
  ].join('\n');
}

function fileLine({ name, path, variable, state, problem }: FileFound): string {
  const words = {
    hasProfile: 'has a section for the profile',
    lacksProfile: 'has no section for the profile',
    missing: 'does not exist',
    unreadable: `cannot be read: ${text(problem ?? '')}`,
  };
  return `- ${name}: ${code(path)}${variable === undefined ? '' : ` (set by ${code(variable)})`} ${words[state]}`;
}

function credentialsLines(found: CredentialsFound, at: number): readonly string[] {
  const { kind, origin, accountId, isTemporary, expiresAt, milliseconds, failure } = found;
  const source = `- The profile says: ${kind === undefined ? 'nothing, for there is none' : profileKindLabel[kind]}`;
  if (failure !== undefined) {
    return [source, `- **Not found** after ${milliseconds} ms: ${text(explain(failure).sentence)}`];
  }
  const life = isTemporary ? 'temporary; when they run out is not said' : 'they do not run out by themselves';
  return [
    source,
    `- Found in ${milliseconds} ms${origin === undefined ? '' : `, from ${code(origin)}`}`,
    `- Life: ${expiresAt === undefined ? life : `until ${timeOf(expiresAt)}, ${lifeLeft(expiresAt - at)}`}`,
    accountId === undefined
      ? '- Account: the credentials do not say, and AWS was not asked for it'
      : `- Account: ${code(accountId)}, as the credentials say; AWS was not asked for it`,
  ];
}

function timeOf(time: number): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? 'a time that is none' : date.toISOString();
}

function lifeLeft(milliseconds: number): string {
  const minutes = Math.floor(Math.abs(milliseconds) / 60_000);
  const span = `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return milliseconds < 0 ? `${span} ago` : `${span} from then`;
}

function proxyLines(names: readonly string[]): readonly string[] {
  return names.length === 0
    ? []
    : ['## Proxy', '', `Environment variables that are set: ${names.map(code).join(', ')}.`, ''];
}

function serviceLines(
  { name, endpoint, endpointSetBy, probes, rateLimit }: ServiceFound,
  isMadeUp: boolean,
): readonly string[] {
  const place =
    endpoint === undefined
      ? 'none'
      : `${code(endpoint)}, ${endpointSetBy === undefined ? 'AWS’s own' : `set by ${code(endpointSetBy)}`}`;
  return [
    ...[`## ${text(name)}`, ''],
    ...(isMadeUp ? [] : [`Endpoint: ${place}`, '']),
    ...['| What | Result | Time | Request ID |', '| --- | --- | --- | --- |', ...probes.map(probeLine), ''],
    ...(rateLimit === undefined ? [] : [rateLimitText(rateLimit), '']),
  ];
}

function rateLimitText({ burst, interval, backoff, throttledCount, lastThrottledAt }: RateLimitState): string {
  const limit = `Rate limit for these credentials: at most ${burst} requests per ${interval / 1000} s.`;
  if (throttledCount === 0) {
    return `${limit} AWS has throttled no request since this window opened.`;
  }
  const count = `${throttledCount} ${throttledCount === 1 ? 'request' : 'requests'}`;
  const last = lastThrottledAt === undefined ? '' : `, last at ${timeOf(lastThrottledAt)}`;
  const now = backoff === undefined ? 'No backoff any more.' : `Current backoff: one request per ${backoff / 1000} s.`;
  return `${limit} AWS has throttled ${count} since this window opened${last}. ${now}`;
}

function probeLine({ name, result, text: words, milliseconds, requestId, failure }: Probe): string {
  const marks = { ok: '✓', failed: '✗ failed', skipped: 'not tried', notNeeded: 'not needed' };
  const said = [
    marks[result],
    words && text(words),
    failure && text(explain(failure).sentence),
    statusOf(failure),
  ].filter(Boolean);
  const time = milliseconds === undefined ? '' : `${milliseconds} ms`;
  return `| ${text(name)} | ${said.join(': ')} | ${time} | ${requestId === undefined ? '' : code(requestId).replaceAll('|', '\\|')} |`;
}

function statusOf(failure: ServiceFailure | undefined): string {
  return failure?.httpStatus === undefined ? '' : `HTTP ${failure.httpStatus}`;
}

function adviceLines({ credentials, services }: Diagnosis): readonly string[] {
  const failures = [
    ...(credentials.failure === undefined ? [] : [{ where: 'Credentials', failure: credentials.failure }]),
    ...services.flatMap(({ name, probes }) =>
      probes.flatMap(({ name: what, failure }) =>
        failure === undefined ? [] : [{ where: `${name}, ${what}`, failure }],
      ),
    ),
  ];
  const lines = failures.map(({ where, failure }) => {
    const { sentence, next } = explain(failure);
    const { detail = '' } = failure;
    const quote = detail === '' ? '' : ` AWS or the SDK said: ${code(detail)}`;
    return `- **${text(where)}:** ${text(sentence)}. ${text(next)}.${quote}`;
  });
  return ['## What to do', '', ...(lines.length === 0 ? ['Nothing: all that was tried went well.'] : lines)];
}

/** Escapes text for Markdown. */
function text(words: string): string {
  return clean(words).replace(/[\\`*_[\]<>&#|~!$]/gu, '\\$&');
}

/** Formats a value as a code span that the value's own backticks cannot close. */
function code(value: string): string {
  const inside = clean(value);
  const longest = Math.max(0, ...[...inside.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return inside === '' ? '(nothing)' : `${fence}${space}${inside}${space}${fence}`;
}

function clean(words: string): string {
  const line = plain(redact(words)).trim();
  return line.length > maxQuoteLength ? `${line.slice(0, maxQuoteLength)}…` : line;
}
