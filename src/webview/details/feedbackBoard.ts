import type { DetailsAction } from '../../core/details/model';
import type { Control, Feedback } from './controls';

/** How long "Copied" is to be read, in milliseconds. */
const DONE_SHOWN = 2_000;

/** What became of clicks: what was done in the last seconds, and what the extension says it still does. */
export class FeedbackBoard {
  private readonly timers = new Map<Control, number>();
  private busy: ReadonlySet<Control> = new Set();

  /** @param changed called when a note has gone by itself */
  constructor(private readonly changed: () => void) {}

  of(control: Control): Feedback | undefined {
    return this.timers.has(control) ? 'done' : this.busy.has(control) ? 'busy' : undefined;
  }

  setBusy(actions: readonly DetailsAction[]): void {
    this.busy = new Set(actions);
  }

  setDone(control: Control): void {
    this.remove(control);
    const timer = window.setTimeout(() => {
      this.timers.delete(control);
      this.changed();
    }, DONE_SHOWN);
    this.timers.set(control, timer);
  }

  remove(control: Control): void {
    window.clearTimeout(this.timers.get(control));
    this.timers.delete(control);
  }

  clear(): void {
    for (const control of [...this.timers.keys()]) {
      this.remove(control);
    }
  }
}
