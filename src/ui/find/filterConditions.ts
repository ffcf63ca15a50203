import { isDeepStrictEqual } from 'node:util';
import * as l10n from '@vscode/l10n';
import { QuickInputButtons, type QuickPickItem } from 'vscode';
import type { CreatedWithin } from '../../core/find/days';
import { createdText, filterPhases } from '../../core/find/filterWords';
import { countByFacet, countMatches, type Facet, type FilterCriteria } from '../../core/find/jobFilter';
import type { ImportJob, ServiceId } from '../../core/jobs/job';
import { phaseLabel } from '../../core/jobs/jobWords';
import type { Formats } from '../../core/text/formats';
import { plural } from '../../core/text/plural';
import { escapeItem } from '../quickPick';
import { askForRange } from './askForRange';
import { showPicker } from './showPicker';

export interface FilterContext {
  /** Returns all jobs read so far. */
  readonly jobs: () => readonly ImportJob[];
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly formats: Formats;
  readonly services: readonly ServiceId[];
  readonly labelOf: (service: ServiceId) => string;
}

interface ValueItem extends QuickPickItem {
  readonly value: string;
}

const titles = {
  phases: l10n.t('Filter Jobs: State'),
  services: l10n.t('Filter Jobs: Service'),
  targets: l10n.t('Filter Jobs: Destination'),
};

/**
 * Returns a text with the number of jobs read so far that match a filter.
 * @param now milliseconds since the epoch
 */
export function previewText(
  criteria: FilterCriteria,
  jobs: readonly ImportJob[],
  now: number,
  { count }: Formats,
): string {
  if (jobs.length === 0) {
    return l10n.t('Filter jobs as they are loaded');
  }
  const total = count(jobs.length);
  const matching = count(countMatches(jobs, criteria, now));
  return plural(
    jobs.length,
    l10n.t('Show {0} of {1} loaded job', matching, total),
    l10n.t('Show {0} of {1} loaded jobs', matching, total),
  );
}

/** Lets the user pick any number of values of a condition. */
export function askForValues(
  facet: Facet,
  before: FilterCriteria,
  { jobs: read, now, formats, services, labelOf }: FilterContext,
): Promise<FilterCriteria | 'back' | undefined> {
  const jobs = read();
  const counts = countByFacet(jobs, before, facet, now());
  const known: readonly string[] = before[facet];
  const { values, label } = {
    phases: {
      values: filterPhases,
      label: (phase: string) => phaseLabel(filterPhases.find((each) => each === phase) ?? 'unknown'),
    },
    services: { values: services, label: labelOf },
    targets: {
      values: [...new Set([...counts.keys(), ...known])].sort((a, b) => a.localeCompare(b, formats.language)),
      label: (target: string) => target,
    },
  }[facet];
  const items = values.map((value): ValueItem =>
    escapeItem({ value, label: label(value), description: jobsText(counts.get(value) ?? 0, formats) }),
  );
  return showPicker<ValueItem, FilterCriteria | 'back'>((picker, done) => {
    const edited = (): FilterCriteria => {
      // In display order, not in the order in which they were checked.
      const checked = items.filter((item) => picker.selectedItems.includes(item));
      return { ...before, [facet]: checked.map(({ value }) => value) };
    };
    const preview = () => {
      picker.placeholder =
        items.length === 0 ? l10n.t('No import jobs are loaded yet') : previewText(edited(), jobs, now(), formats);
    };
    picker.title = titles[facet];
    picker.canSelectMany = true;
    picker.buttons = [QuickInputButtons.Back];
    picker.items = items;
    picker.selectedItems = items.filter(({ value }) => known.includes(value));
    preview();
    picker.onDidChangeSelection(preview);
    picker.onDidTriggerButton(() => done('back'));
    picker.onDidAccept(() => done(edited()));
  });
}

interface CreatedItem extends QuickPickItem {
  readonly created: CreatedWithin | 'range' | undefined;
}

/** Lets the user pick when jobs were created. Resolves to the changed filter. */
export async function askForCreated(
  { created, ...others }: FilterCriteria,
  { jobs: read, now, formats }: FilterContext,
): Promise<FilterCriteria | 'back' | undefined> {
  const jobs = read();
  const options: readonly (CreatedWithin | undefined)[] = [
    undefined,
    ...[1, 7, 30].map((days) => ({ kind: 'lastDays', days }) as const),
  ];
  const items = options.map((each): CreatedItem => {
    const criteria = each === undefined ? others : { ...others, created: each };
    return {
      created: each,
      label: each === undefined ? l10n.t('Any time') : createdText(each, formats),
      description: jobsText(countMatches(jobs, criteria, now()), formats),
    };
  });
  const range: CreatedItem = {
    created: 'range',
    label: l10n.t('Range…'),
    ...(created?.kind === 'range' ? { description: createdText(created, formats) } : {}),
  };
  const picked = await showPicker<CreatedItem, CreatedItem | 'back'>((picker, done) => {
    picker.title = l10n.t('Filter Jobs: Created');
    picker.placeholder = l10n.t('Select when the jobs were created');
    picker.buttons = [QuickInputButtons.Back];
    picker.items = [...items, range];
    picker.activeItems = picker.items.filter(({ created: each }) =>
      each === 'range' ? created?.kind === 'range' : isDeepStrictEqual(each, created),
    );
    picker.onDidTriggerButton(() => done('back'));
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item !== undefined) {
        done(item);
      }
    });
  });
  if (picked === undefined || picked === 'back') {
    return picked;
  }
  const chosen =
    picked.created === 'range' ? await askForRange(created?.kind === 'range' ? created : {}) : picked.created;
  return chosen === 'cancelled' ? 'back' : { ...others, ...(chosen === undefined ? {} : { created: chosen }) };
}

function jobsText(n: number, { count }: Formats): string {
  return plural(n, l10n.t('{0} job', count(n)), l10n.t('{0} jobs', count(n)));
}
