import { Disposables } from '../../core/disposable';
import { hasFailures, type Endings } from '../../core/notices/endings';
import type { JobsView } from '../tree/jobsView';

/** Badge on the view's icon: the number of jobs that finished with failures since the view was last visible. */
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
