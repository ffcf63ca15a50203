import * as l10n from '@vscode/l10n';
import type { ServiceId } from '../jobs/job';
import { labelText } from '../jobs/jobWords';
import { listText } from '../text/listText';
import { plural } from '../text/plural';

/** The services that the setting `importJobs.services` selects. */
export interface ShownServices {
  /** In the order of the known services. */
  readonly ids: readonly ServiceId[];
  /** Sentence about the problem of the setting, without a period. */
  readonly problem?: string;
}

/**
 * Returns the services to show: those that the setting names, or all if it names no valid one.
 * @param value the setting's value, of any shape
 * @param known ids of all services, in display order
 */
export function shownServices(value: unknown, known: readonly ServiceId[]): ShownServices {
  if (value === undefined) {
    return { ids: known };
  }
  if (!Array.isArray(value)) {
    return {
      ids: known,
      problem: l10n.t('The setting importJobs.services must be a list of services, so all services are shown'),
    };
  }
  if (value.length === 0) {
    return { ids: known, problem: l10n.t('The setting importJobs.services is empty, so all services are shown') };
  }
  const ids = known.filter((id) => value.includes(id));
  const unknown = [...new Set(value.filter((name) => !known.some((id) => id === name)).map(nameOf))];
  if (unknown.length === 0) {
    return { ids };
  }
  const [names, all] = [listText(unknown), listText(known)];
  return ids.length === 0
    ? {
        ids: known,
        problem: l10n.t(
          'The setting importJobs.services has no known service, so all services are shown. Known services: {0}',
          all,
        ),
      }
    : {
        ids,
        problem: plural(
          unknown.length,
          l10n.t('Unknown service in the setting importJobs.services: {0}. Known services: {1}', names, all),
          l10n.t('Unknown services in the setting importJobs.services: {0}. Known services: {1}', names, all),
        ),
      };
}

/** Returns an entry of the setting as text for a message. */
function nameOf(entry: unknown): string {
  return labelText(typeof entry === 'string' ? entry : JSON.stringify(entry)).slice(0, 40);
}
