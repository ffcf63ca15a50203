import { Disposables, type Disposable } from '../../core/disposable';
import { hasFailures, type Endings } from '../../core/notices/endings';
import type { JobsView } from '../tree/jobsView';

/** Counts on the view's icon the jobs that ended with failures since the view was last on screen. */
export class FailuresBadge implements Disposable {
  readonly #lifetime = new Disposables();
  #unseen = 0;

  constructor(endings: Endings, view: JobsView) {
    const draw = () => {
      if (view.isVisible) {
        this.#unseen = 0;
      }
      view.setBadge(this.#unseen);
    };
    this.#lifetime.add(
      endings.onDidEnd((ended) => {
        this.#unseen += ended.filter(({ job }) => hasFailures(job)).length;
        draw();
      }),
    );
    this.#lifetime.add(view.onDidChangeVisibility(draw));
  }

  dispose(): void {
    this.#lifetime.dispose();
  }
}
