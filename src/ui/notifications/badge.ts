import * as l10n from '@vscode/l10n';
import type { Accounts } from '../../core/connections/accounts';
import { Disposables, type Disposable } from '../../core/base/disposable';
import { hasFailures } from '../../core/jobs/job';
import type { FinishedJobs } from '../../core/notifications/finishedJobs';
import { whereText } from '../../core/notifications/notificationText';
import type { Formats } from '../../core/text/formats';
import { listText } from '../../core/text/listText';
import { plural } from '../../core/text/plural';
import type { JobTarget } from '../jobActions';
import type { JobsView } from '../tree/jobsView';
import { announcedJob } from './announce';

/** Maximum number of jobs that the tooltip names. */
const maxNamed = 3;

/** Shows a badge on the view's icon: the number of jobs that finished with failures since the view was last visible. */
export function countUnseenFailures(
  finishedJobs: FinishedJobs,
  accounts: Accounts,
  view: JobsView,
  formats: Formats,
): Disposable {
  const lifetime = new Disposables();
  /** Newest first. */
  let unseen: readonly JobTarget[] = [];
  const draw = async () => {
    if (view.isVisible) {
      unseen = [];
    }
    const named = unseen;
    const names = await Promise.all(named.slice(0, maxNamed).map(announcedJob));
    if (named === unseen) {
      view.setBadge(named.length, tooltipOf(named.length, names.map(whereText), formats));
    }
  };
  lifetime.add(
    finishedJobs.onDidFinish((finished) => {
      const failed = finished.flatMap(({ connectionId, job }) => {
        const account = hasFailures(job) ? accounts.get(connectionId) : undefined;
        return account === undefined ? [] : [{ account, job }];
      });
      unseen = [...failed, ...unseen];
      void draw();
    }),
  );
  lifetime.add(view.onDidChangeVisibility(() => void draw()));
  return lifetime;
}

/** Returns a text such as "2 import jobs finished with failures: Loyalty (prod) and newsletter (staging)". */
function tooltipOf(count: number, names: readonly string[], formats: Formats): string {
  const total = formats.count(count);
  const rest = count - names.length;
  const more = rest === 0 ? [] : [l10n.t('{0} more', formats.count(rest))];
  const list = listText([...new Set(names), ...more]);
  return plural(
    count,
    l10n.t('{0} import job finished with failures: {1}', total, list),
    l10n.t('{0} import jobs finished with failures: {1}', total, list),
  );
}
