import type { DetailsAction, DetailsModel } from '../../core/details/model';
import type { JobRef } from '../../core/job';

/** Which job a panel shows: all that it needs to come back after a reload, and nothing of the job itself. */
export interface Place {
  readonly connection: string;
  readonly job: JobRef;
  /** Whether it stays with this job when another is chosen. */
  readonly pinned: boolean;
}

/** From the extension to the panel's page. */
export type ToPage =
  /** `panel` is the panel's number, by which the commands of its context menu know it; `busy` is what is being done now. */
  | {
      readonly type: 'show';
      readonly model: DetailsModel;
      readonly place: Place;
      readonly panel: number;
      readonly busy: readonly DetailsAction[];
    }
  /** There is no job to show: it was deleted, or could not be read. `action` is what may help. */
  | {
      readonly type: 'empty';
      readonly title: string;
      readonly text: string;
      readonly action?: DetailsAction;
      readonly busy: readonly DetailsAction[];
    }
  /** What became of an `act`, a `copyRow`, a `copyEntry` or a `copyEntries`. Only then does the page say "Copied". */
  | {
      readonly type: 'acted';
      readonly action: DetailsAction;
      readonly ok: boolean;
      /** To be said with it: "Valid until 1:30 PM". */
      readonly note?: string | undefined;
    }
  | { readonly type: 'rowCopied'; readonly id: string; readonly ok: boolean }
  | { readonly type: 'entryCopied'; readonly index: number; readonly ok: boolean }
  | { readonly type: 'entriesCopied'; readonly what: EntriesToCopy; readonly count: number };

/** Which failure entries: those that the filter shows, every one, or those of the reason that the n-th has. */
export type EntriesToCopy = 'shown' | 'all' | `group ${number}`;

/** From the panel's page to the extension, which checks it before it acts. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'act'; readonly action: DetailsAction }
  /** The value of a row, by the row's id. */
  | { readonly type: 'copyRow'; readonly id: string }
  /** Failure entries by their places in the list: their text never comes from the page. */
  | { readonly type: 'copyEntry'; readonly index: number }
  | { readonly type: 'copyEntries'; readonly what: EntriesToCopy; readonly indices: readonly number[] };
