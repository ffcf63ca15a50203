import { Disposables } from '../../core/disposable';
import { hasFailures, type Endings } from '../../core/notices/endings';
import type { JobsView } from '../tree/jobsView';

/** Counts on the view's icon the jobs that ended with failures since the view was last on screen. */
export class FailuresBadge extends Disposables {
  #unseen = 0;

  constructor(endings: Endings, view: JobsView) {
    super();
    const draw = () => {
      if (view.isVisible) {
        this.#unseen = 0;
      }
      view.setBadge(this.#unseen);
    };
    this.add(
      endings.onDidEnd((ended) => {
        this.#unseen += ended.filter(({ job }) => hasFailures(job)).length;
        draw();
      }),
    );
    this.add(view.onDidChangeVisibility(draw));
  }
}
