import { Disposables, type Disposable } from '../../core/base/disposable';
import { hasFailures, type FinishedJobs } from '../../core/notifications/finishedJobs';
import type { JobsView } from '../tree/jobsView';

/** Shows a badge on the view's icon: the number of jobs that finished with failures since the view was last visible. */
export function countUnseenFailures(finishedJobs: FinishedJobs, view: JobsView): Disposable {
  const lifetime = new Disposables();
  let unseen = 0;
  const draw = () => {
    if (view.isVisible) {
      unseen = 0;
    }
    view.setBadge(unseen);
  };
  lifetime.add(
    finishedJobs.onDidFinish((finished) => {
      unseen += finished.filter(({ job }) => hasFailures(job)).length;
      draw();
    }),
  );
  lifetime.add(view.onDidChangeVisibility(draw));
  return lifetime;
}
