import * as l10n from '@vscode/l10n';
import { labelText, phaseLabel } from '../jobs/jobWords';
import type { JobPhase, ServiceId } from '../jobs/job';
import type { Formats } from '../text/formats';
import { plural } from '../text/plural';
import type { CreatedWithin } from './days';
import type { FilterCriteria } from './jobFilter';

/** Maximum number of values of a condition that are shown. */
const maxShown = 3;

/** States that a filter offers, in display order. */
export const filterPhases: readonly JobPhase[] = [
  ...(['waiting', 'running', 'succeeded', 'succeededWithFailures'] as const),
  ...(['failed', 'cancelled', 'unknown'] as const),
];

/** Minimum number of characters that name a state. */
const minNameLength = 3;

/** Returns the states whose labels contain a typed text, in display order. */
export function phasesNamed(text: string): readonly JobPhase[] {
  const name = text.trim().toLowerCase();
  return name.length < minNameLength
    ? []
    : filterPhases.filter((phase) => phaseLabel(phase).toLowerCase().includes(name));
}

interface Counts {
  readonly matching: number;
  readonly read: number;
}

/** Returns how many of the jobs read match the filter, short enough for a narrow row. */
export function matchText({ matching, read }: Counts, { count }: Pick<Formats, 'count'>): string {
  return l10n.t('{0} of {1} match', count(matching), count(read));
}

/** Returns how many of the jobs read so far match the filter, for the row of a list with more to load. */
export function matchSoFarText({ matching, read }: Counts, { count }: Pick<Formats, 'count'>): string {
  return l10n.t('{0} of {1} loaded match', count(matching), count(read));
}

/** Returns the text of a list without a matching job. @param hasMore whether the list has further pages */
export function noMatchText(read: number, hasMore: boolean, { count }: Pick<Formats, 'count'>): string {
  const jobs = count(read);
  return hasMore
    ? plural(
        read,
        l10n.t('No match in {0} job, more to load', jobs),
        l10n.t('No matches in {0} jobs, more to load', jobs),
      )
    : plural(read, l10n.t('No match in {0} job', jobs), l10n.t('No matches in {0} jobs', jobs));
}

/** Returns the text of a list whose service the filter excludes. */
export function excludedText(service: string): string {
  return l10n.t('The filter excludes {0}', service);
}

/** Returns the conditions of a filter as text: "Failed · Last 7 days · “newsletter”". */
export function criteriaText(
  { phases, services, targets, created, text }: FilterCriteria,
  labelOf: (service: ServiceId) => string,
  formats: Pick<Formats, 'count' | 'date'>,
): string {
  return [
    valuesText(
      phases.map((phase) => phaseLabel(phase)),
      formats,
    ),
    valuesText(services.map(labelOf), formats),
    valuesText(targets, formats),
    created && createdText(created, formats),
    text.trim() === '' ? undefined : l10n.t('“{0}”', labelText(text)),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');
}

/** Returns the values of a condition as text: "Failed, Cancelled"; `undefined` if there are none. */
export function valuesText(values: readonly string[], { count }: Pick<Formats, 'count'>): string | undefined {
  if (values.length === 0) {
    return undefined;
  }
  const shown = values.slice(0, values.length > maxShown ? maxShown - 1 : maxShown).map(labelText);
  const others = values.length - shown.length;
  return [...shown, ...(others === 0 ? [] : [l10n.t('{0} more', count(others))])].join(', ');
}

/** Returns a condition on the creation time as text: "Last 7 days", "Since Nov 20, 2026". */
export function createdText(created: CreatedWithin, { date }: Pick<Formats, 'date'>): string {
  if (created.kind === 'lastDays') {
    return created.days === 1 ? l10n.t('Today') : l10n.t('Last {0} days', created.days);
  }
  const day = (text: string) => date(Date.parse(`${text}T00:00Z`));
  const { from, to } = created;
  if (from !== undefined && to !== undefined) {
    return from === to ? day(from) : l10n.t('{0} to {1}', day(from), day(to));
  }
  return from !== undefined ? l10n.t('Since {0}', day(from)) : l10n.t('Until {0}', day(to ?? ''));
}
