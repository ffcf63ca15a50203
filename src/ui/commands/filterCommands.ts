import * as l10n from '@vscode/l10n';
import { criteriaText } from '../../core/find/filterWords';
import { isEmptyFilter, JobFilter, noCriteria, type FilterCriteria } from '../../core/find/jobFilter';
import { askForFilter } from '../find/askForFilter';
import { setFiltered } from '../find/filteredContext';
import type { CommandContext } from './context';
import type { Handlers } from './names';

/** Commands that filter both views, and update the views' messages and title buttons. */
export function filterCommands(context: CommandContext) {
  const { accounts, store, view, recent, filter, clock, formats, descriptions, shownDescriptions } = context;
  const now = () => clock.now();
  const labelOf = (service: string) => descriptions.find(({ id }) => id === service)?.shortLabel ?? service;
  const jobs = () => accounts.all.flatMap(({ connection }) => store.jobsOf(connection.id));

  const set = async (criteria: FilterCriteria) => {
    const isEmpty = isEmptyFilter(criteria);
    await setFiltered(!isEmpty);
    filter.set(isEmpty ? undefined : new JobFilter(criteria, now));
    const message = isEmpty ? undefined : l10n.t('Filter: {0}', criteriaText(criteria, labelOf, formats));
    view.setMessage('filter', message);
    recent.setMessage(message);
  };
  const ask = async () => {
    const services = shownDescriptions().map(({ id }) => id);
    const before = filter.filter?.criteria ?? noCriteria;
    const criteria = await askForFilter(before, { jobs, now, formats, services, labelOf });
    await (criteria && set(criteria));
  };
  return {
    filter: ask,
    // The same command, with the icon of an active filter.
    changeFilter: ask,
    clearFilter: () => set(noCriteria),
  } satisfies Partial<Handlers>;
}
