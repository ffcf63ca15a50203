import type { DetailsAction } from '../../core/details/model';
import type { Control, Feedback } from './controls';

/** How long "Copied" is shown, in milliseconds. */
const DONE_SHOWN = 2_000;

/** The same with a note, which takes longer to read. */
const NOTE_SHOWN = 10_000;

interface Done {
  readonly timer: number;
  readonly note: string | undefined;
}

/** What became of clicks: what was done in the last seconds, and what the extension says it still does. */
export class FeedbackBoard {
  private readonly done = new Map<Control, Done>();
  private busy: ReadonlySet<Control> = new Set();

  /** @param changed called when feedback has ended by itself */
  constructor(private readonly changed: () => void) {}

  of(control: Control): Feedback | undefined {
    return this.done.has(control) ? 'done' : this.busy.has(control) ? 'busy' : undefined;
  }

  /** What the extension said when it was done. */
  noteOf(control: Control): string | undefined {
    return this.done.get(control)?.note;
  }

  setBusy(actions: readonly DetailsAction[]): void {
    this.busy = new Set(actions);
  }

  setDone(control: Control, note?: string): void {
    this.remove(control);
    const end = () => {
      this.done.delete(control);
      this.changed();
    };
    this.done.set(control, { timer: window.setTimeout(end, note === undefined ? DONE_SHOWN : NOTE_SHOWN), note });
  }

  remove(control: Control): void {
    window.clearTimeout(this.done.get(control)?.timer);
    this.done.delete(control);
  }

  clear(): void {
    for (const control of [...this.done.keys()]) {
      this.remove(control);
    }
  }
}
