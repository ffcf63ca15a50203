import * as l10n from '@vscode/l10n';
import { profileKindLabel } from '../connections/profile';
import { explain } from '../failures/explain';
import type { Formats } from '../text/formats';
import { plural } from '../text/plural';
import { causesOf, type Cause } from './causes';
import type { CredentialsFound, Diagnosis, FileFound, Probe, RateLimitState, ServiceFound } from './diagnosis';
import { markdownCode as code, markdownText as text } from './markdown';

/**
 * Returns a diagnosis as Markdown, to read or to paste into a ticket: first the causes, each with its next step, then
 * the details. Text from outside is escaped.
 */
export function diagnosisReport(diagnosis: Diagnosis, formats: Formats): string {
  const { label, at, isSample, services } = diagnosis;
  return [
    `# ${text(l10n.t('Diagnosis of {0}', label))}`,
    '',
    ...conclusionLines(causesOf(diagnosis, formats.list), formats),
    '',
    ...(isSample ? sampleLines() : connectionLines(diagnosis, formats)),
    ...services.flatMap((service) => serviceLines(service, isSample, formats)),
    l10n.t('Created {0}. Contains no keys, tokens or response data.', timeText(at, formats)),
    '',
  ].join('\n');
}

function conclusionLines(causes: readonly Cause[], { count, list }: Formats): readonly string[] {
  if (causes.length === 0) {
    return [`**${l10n.t('No problems found.')}**`];
  }
  const total = count(causes.length);
  return [
    `**${plural(causes.length, l10n.t('{0} problem found:', total), l10n.t('{0} problems found:', total))}**`,
    '',
    ...causes.map(({ explanation: { sentence, next }, services }) => {
      const affected = services.length === 0 ? '' : ` ${text(l10n.t('Affects {0}.', list(services)))}`;
      return `- **${text(sentence)}.** ${text(next)}.${affected}`;
    }),
  ];
}

function sampleLines(): readonly string[] {
  return [l10n.t('The sample account has generated sample data. It uses no profile, credentials or network.'), ''];
}

function connectionLines(
  { profile, region, files, credentials, proxyVariables, at }: Diagnosis,
  formats: Formats,
): readonly string[] {
  return [
    ...section(l10n.t('Connection'), [
      item(l10n.t('Profile'), profile === undefined ? l10n.t('none (default credential chain)') : code(profile)),
      item(l10n.t('Region'), code(region)),
    ]),
    ...section(l10n.t('AWS files'), files.map(fileLine)),
    ...section(l10n.t('Credentials'), credentialsLines(credentials, at, formats)),
    ...(proxyVariables.length === 0
      ? []
      : section(l10n.t('Proxy'), [item(l10n.t('Environment variables'), formats.list(proxyVariables.map(code)))])),
  ];
}

function section(heading: string, lines: readonly string[]): readonly string[] {
  return [`## ${heading}`, '', ...lines, ''];
}

/** Returns a list item. @param value Markdown */
function item(label: string, value: string): string {
  return `- ${label}: ${value}`;
}

function fileLine({ name, path, variable, state, problem = '' }: FileFound): string {
  const states = {
    hasProfile: l10n.t('contains the profile'),
    lacksProfile: l10n.t('does not contain the profile'),
    missing: l10n.t('does not exist'),
    unreadable: l10n.t('cannot be read: {0}', text(problem)),
  };
  const setBy = variable === undefined ? [] : [l10n.t('set by {0}', code(variable))];
  return item(name, [code(path), ...setBy, states[state]].join(' · '));
}

function credentialsLines(
  { kind, origin, accountId, isTemporary, expiresAt, milliseconds, failure }: CredentialsFound,
  at: number,
  formats: Formats,
): readonly string[] {
  const type = item(l10n.t('Type'), kind === undefined ? l10n.t('default credential chain') : profileKindLabel[kind]);
  const time = formats.count(milliseconds);
  if (failure !== undefined) {
    return [type, item(l10n.t('Not found after {0} ms', time), text(explain(failure).sentence))];
  }
  return [
    type,
    ...(origin === undefined ? [] : [item(l10n.t('Source'), text(origin))]),
    `- ${l10n.t('Found in {0} ms', time)}`,
    `- ${lifetimeText(expiresAt, isTemporary, at, formats)}`,
    item(
      l10n.t('Account'),
      accountId === undefined ? l10n.t('unknown') : l10n.t('{0}, according to the credentials', code(accountId)),
    ),
  ];
}

function lifetimeText(expiresAt: number | undefined, isTemporary: boolean, at: number, formats: Formats): string {
  if (expiresAt === undefined) {
    return isTemporary ? l10n.t('Temporary, with unknown expiration') : l10n.t('Without expiration');
  }
  const time = timeText(expiresAt, formats);
  return expiresAt < at ? l10n.t('Expired: {0}', time) : l10n.t('Expires: {0}', time);
}

function timeText(time: number, { timeWithZone }: Formats): string {
  return Number.isNaN(new Date(time).getTime()) ? l10n.t('invalid time') : timeWithZone(time);
}

function serviceLines(
  { name, endpoint, endpointSetBy, probes, rateLimit }: ServiceFound,
  isSample: boolean,
  formats: Formats,
): readonly string[] {
  const origin = endpointSetBy === undefined ? l10n.t('default of AWS') : l10n.t('set by {0}', text(endpointSetBy));
  const endpointText = endpoint === undefined ? l10n.t('none') : `${code(endpoint)} · ${origin}`;
  const columns = [l10n.t('Check'), l10n.t('Result'), l10n.t('Time'), l10n.t('Request ID')];
  return [
    ...[`## ${text(name)}`, ''],
    ...(isSample ? [] : [l10n.t('Endpoint: {0}', endpointText), '']),
    ...[
      `| ${columns.join(' | ')} |`,
      '| --- | --- | --- | --- |',
      ...probes.map((probe) => probeLine(probe, formats)),
      '',
    ],
    ...messageLines(probes, formats),
    ...(rateLimit === undefined ? [] : [rateLimitText(rateLimit, formats), '']),
  ];
}

function probeLine({ name, result, text: words, milliseconds, requestId, failure }: Probe, { count }: Formats): string {
  const marks = {
    ok: '✓',
    failed: `✗ ${l10n.t('Failed')}`,
    skipped: l10n.t('Skipped'),
    notNeeded: l10n.t('Not needed'),
  };
  const details = [words, failure && explain(failure).sentence, httpStatusOf(failure)].filter(Boolean);
  const separator = result === 'ok' ? ' ' : ': ';
  const outcome = [marks[result], details.map((detail) => text(detail ?? '')).join(' · ')].filter(Boolean);
  const cells = [
    text(name),
    outcome.join(separator),
    milliseconds === undefined ? '' : l10n.t('{0} ms', count(milliseconds)),
    requestId === undefined ? '' : code(requestId).replaceAll('|', '\\|'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function httpStatusOf(failure: Probe['failure']): string {
  return failure?.httpStatus === undefined ? '' : `HTTP ${failure.httpStatus}`;
}

/** Returns the messages of the service or the SDK, each with the checks that it concerns. */
function messageLines(probes: readonly Probe[], { list }: Formats): readonly string[] {
  const failed = probes.filter(({ failure }) => (failure?.detail ?? '') !== '');
  const byMessage = Map.groupBy(failed, ({ failure }) => failure?.detail ?? '');
  return byMessage.size === 0
    ? []
    : [
        l10n.t('Messages:'),
        '',
        ...[...byMessage].map(([message, ofIt]) => item(text(list(ofIt.map(({ name }) => name))), code(message))),
        '',
      ];
}

function rateLimitText(
  { burst, interval, backoff, throttledCount, lastThrottledAt }: RateLimitState,
  formats: Formats,
): string {
  const { count } = formats;
  const limit = l10n.t('Rate limit: {0} requests per {1} s.', count(burst), count(interval / 1000));
  if (throttledCount === 0) {
    return `${limit} ${l10n.t('AWS has not throttled any requests since this window was opened.')}`;
  }
  const number = count(throttledCount);
  const throttled = plural(
    throttledCount,
    l10n.t('AWS has throttled {0} request since this window was opened.', number),
    l10n.t('AWS has throttled {0} requests since this window was opened.', number),
  );
  const last = lastThrottledAt === undefined ? [] : [l10n.t('Last: {0}.', timeText(lastThrottledAt, formats))];
  const now =
    backoff === undefined
      ? l10n.t('No backoff at present.')
      : l10n.t('Current backoff: one request per {0} s.', count(backoff / 1000));
  return [limit, throttled, ...last, now].join(' ');
}
