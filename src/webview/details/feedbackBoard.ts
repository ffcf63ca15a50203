import type { Control, Feedback } from './controls';

/** What became of the clicks of the last seconds, by control. */
export class FeedbackBoard {
  private readonly notes = new Map<Control, { readonly feedback: Feedback; readonly timer: number }>();

  /** @param changed called when a note has gone by itself */
  constructor(private readonly changed: () => void) {}

  of(control: Control): Feedback | undefined {
    return this.notes.get(control)?.feedback;
  }

  /** @param ms how long it is to be seen, in milliseconds */
  set(control: Control, feedback: Feedback, ms: number): void {
    this.remove(control);
    const timer = window.setTimeout(() => {
      this.notes.delete(control);
      this.changed();
    }, ms);
    this.notes.set(control, { feedback, timer });
  }

  remove(control: Control): void {
    window.clearTimeout(this.notes.get(control)?.timer);
    this.notes.delete(control);
  }

  clear(): void {
    for (const control of [...this.notes.keys()]) {
      this.remove(control);
    }
  }
}
