import type { DetailsAction, DetailsModel } from '../../core/details/model';
import type { JobRef } from '../../core/jobs/job';

/** Which job a panel shows: all that is needed to restore it after a reload, and nothing of the job itself. */
export interface PanelState {
  readonly connection: string;
  readonly job: JobRef;
  /** Whether the panel keeps this job when another one is selected. */
  readonly pinned: boolean;
}

/** From the extension to the panel's page. */
export type ToPage =
  /** `panel` identifies the panel to the commands of its context menu; `busy` lists the actions in progress. */
  | {
      readonly type: 'show';
      readonly model: DetailsModel;
      readonly panelState: PanelState;
      readonly panel: number;
      readonly busy: readonly DetailsAction[];
    }
  /** There is no job to show: it was deleted, or could not be read. `action` may help. */
  | {
      readonly type: 'empty';
      readonly title: string;
      readonly text: string;
      readonly action?: DetailsAction;
      readonly busy: readonly DetailsAction[];
    }
  /** The outcome of an `act`, `copyRow`, `copyEntry` or `copyEntries`. The page shows "Copied" only then. */
  | {
      readonly type: 'acted';
      readonly action: DetailsAction;
      readonly ok: boolean;
      /** Shown after it: "Valid until 1:30 PM". */
      readonly note?: string | undefined;
    }
  | { readonly type: 'rowCopied'; readonly id: string; readonly ok: boolean }
  | { readonly type: 'entryCopied'; readonly index: number; readonly ok: boolean }
  | { readonly type: 'entriesCopied'; readonly what: EntriesToCopy; readonly count: number };

/** Which failures: those that match the filter, all, or those with the same reason as the n-th. */
export type EntriesToCopy = 'shown' | 'all' | `group ${number}`;

/** From the panel's page to the extension, which checks it before it acts. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'act'; readonly action: DetailsAction }
  /** The value of a row, by the row's id. */
  | { readonly type: 'copyRow'; readonly id: string }
  /** Failures by their index: their text never comes from the page. */
  | { readonly type: 'copyEntry'; readonly index: number }
  | { readonly type: 'copyEntries'; readonly what: EntriesToCopy; readonly indices: readonly number[] };
