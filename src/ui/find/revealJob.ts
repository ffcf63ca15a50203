import * as l10n from '@vscode/l10n';
import type { JobTarget } from '../jobActions';
import { showInformation } from '../messages';
import type { JobsView } from '../tree/jobsView';

/** Reveals a job's row, opening lists if needed. If the filter hides the row, offers to clear the filter. */
export async function revealJob(
  view: Pick<JobsView, 'revealJob'>,
  job: JobTarget,
  clearFilter: () => unknown,
): Promise<void> {
  if ((await view.revealJob(job)) !== 'hidden') {
    return;
  }
  const clear = l10n.t('Clear Filter');
  if ((await showInformation(l10n.t('The filter hides this import job in the Jobs view.'), clear)) === clear) {
    await clearFilter();
    await view.revealJob(job);
  }
}
