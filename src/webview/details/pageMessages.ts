import type { DetailsAction, DetailsModel } from '../../core/details/model';
import type { JobRef } from '../../core/jobs/job';

/** Which job a panel shows: what a reload needs to restore the panel, without data of the job itself. */
export interface PanelState {
  readonly connection: string;
  readonly job: JobRef;
  /** Whether the panel keeps this job when another one is selected. */
  readonly pinned: boolean;
}

/** Message from the extension to the panel's page. */
export type ToPage =
  /**
   * A job to show. `panel` identifies the panel to the commands of its context menu; `busy` lists actions in progress.
   */
  | {
      readonly type: 'show';
      readonly model: DetailsModel;
      readonly panelState: PanelState;
      readonly panel: number;
      readonly busy: readonly DetailsAction[];
    }
  /** No job to show: it was deleted or could not be read. `action` may help. */
  | {
      readonly type: 'empty';
      readonly title: string;
      readonly text: string;
      readonly action?: DetailsAction;
      readonly busy: readonly DetailsAction[];
    }
  /** Moves the focus to the page's heading. */
  | { readonly type: 'focusHeading' }
  /** Result of an `act`, `copyRow`, `copyEntry` or `copyEntries`. The page shows "Copied" only after it. */
  | {
      readonly type: 'acted';
      readonly action: DetailsAction;
      readonly ok: boolean;
      /** Text to show with the result: "Valid until 1:30 PM". */
      readonly note?: string | undefined;
    }
  | { readonly type: 'rowCopied'; readonly id: string; readonly ok: boolean }
  | { readonly type: 'entryCopied'; readonly index: number; readonly ok: boolean }
  | { readonly type: 'entriesCopied'; readonly what: EntriesToCopy; readonly count: number };

/** Which failures to copy: those that match the filter, all, or those with the same reason as the n-th. */
export type EntriesToCopy = 'shown' | 'all' | `group ${number}`;

/** Message from the panel's page to the extension, which validates it. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'act'; readonly action: DetailsAction }
  /** Copies the value of a row, by the row's id. */
  | { readonly type: 'copyRow'; readonly id: string }
  /** Copies failures by index. Their text never comes from the page. */
  | { readonly type: 'copyEntry'; readonly index: number }
  | { readonly type: 'copyEntries'; readonly what: EntriesToCopy; readonly indices: readonly number[] };
