import { useState } from 'preact/hooks';
import type { DetailsAction } from '../../core/details/model';
import type { EntriesToCopy } from './pageMessages';

/** What gives feedback: an action, or the copy button of a row or of failure entries. */
export type Control = DetailsAction | `row ${string}` | `entry ${number}` | EntriesToCopy;

/** The outcome of the last click on a control. */
export interface Feedback {
  readonly state: 'busy' | 'done';
  /** Text that the extension adds, such as "Valid until 1:30 PM". */
  readonly note?: string | undefined;
}

/** How long "Copied" is shown, in milliseconds. */
const DONE_SHOWN = 2_000;

/** How long "Copied" is shown together with a note, which takes longer to read, in milliseconds. */
const NOTE_SHOWN = 10_000;

/** Tracks which controls succeeded, each for a short time. */
export function useDone() {
  const [done, setDone] = useState<ReadonlyMap<Control, Feedback>>(new Map());
  const remove = (control: Control, only?: Feedback) =>
    setDone((all) => new Map([...all].filter(([name, one]) => name !== control || (only ?? one) !== one)));
  return {
    done,
    remove,
    add: (control: Control, note: string | undefined) => {
      const feedback = { state: 'done', note } as const;
      setDone((all) => new Map(all).set(control, feedback));
      window.setTimeout(remove, note === undefined ? DONE_SHOWN : NOTE_SHOWN, control, feedback);
    },
    clear: () => setDone(new Map()),
  };
}
