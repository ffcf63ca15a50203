import type { Offers } from '../handOver/handOver';
import type { JobPhase } from '../jobs/job';

/** Actions of the panel's buttons. */
export const detailsActions = [
  'copyJobId',
  'copySourceUrl',
  'openFailedRecords',
  'saveFailedRecords',
  'copyFailedRecordsUrl',
  'openResult',
  'saveResult',
  'copyResultUrl',
  'copyAsJson',
  'openAsJson',
  'refresh',
  'showLog',
  'revealConnection',
  'revealService',
] as const;

/** Reveals the row of the list that the fact with this id refers to. */
export type RevealAction = `reveal ${string}`;

export type DetailsAction = (typeof detailsActions)[number] | RevealAction;

/** Whether a value from the page is an action. A reveal action may name a fact that does not exist. */
export function isDetailsAction(value: unknown): value is DetailsAction {
  return detailsActions.some((action) => action === value) || (typeof value === 'string' && isReveal(value));
}

export function isReveal(action: string): action is RevealAction {
  return action.startsWith('reveal ');
}

/** A time in three formats. */
export interface DetailsTime {
  /** In the user's locale and time zone. */
  readonly local: string;
  readonly utc: string;
  readonly iso: string;
}

/** A field of the job. Fields that the service left out have no row. */
export interface DetailsRow {
  /** Stable name of the field: `processed`. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** Display name of what the value identifies. */
  readonly name?: string;
  /** Label of the name: "Application" for an application's ID. */
  readonly nameLabel?: string;
  readonly time?: DetailsTime;
  /** Explains the value, in small print. */
  readonly note?: string;
  /** Tooltip of the label. */
  readonly hint?: string;
  /** Whether the value is an identifier or a URL, shown in the editor's font. */
  readonly code?: boolean;
  /** `bad`: the number needs attention. */
  readonly tone?: 'bad';
  /** Whether the row has a button that copies the value. */
  readonly copy?: boolean;
  /** Action of a click on the name, or on the value if it has no name. */
  readonly link?: DetailsAction;
}

export interface DetailsSection {
  readonly id: 'progress' | 'source' | 'destination' | 'mapping' | 'job';
  readonly title: string;
  readonly rows: readonly DetailsRow[];
  /** Headings of a table with a row's label, value and note. Without them, the rows are not a table. */
  readonly columns?: readonly [label: string, value: string, note: string];
  /** Action of the copy button in the section's heading. */
  readonly copy?: DetailsAction;
  /** Explains the rows when their labels are not enough. */
  readonly note?: string;
}

export interface DetailsFailures {
  /** The service's full message. */
  readonly message?: string;
  /** Failed records, as the service lists them. */
  readonly entries: readonly string[];
  /** Caption of the entries: "The first 100 of 1,204 failures". */
  readonly entriesNote?: string;
  /** Note that the service reported nothing else. */
  readonly note?: string;
  /** Hint that may help, such as the form of a valid file. */
  readonly hint?: string;
  /** Whether the service returned a link to a failed-records file. A new link is fetched for each use. */
  readonly hasFailedRecords: boolean;
  /** Counts of the file's records by reason; absent until the file has been read. */
  readonly summary?: {
    /** "1,204 failed records, 3 reasons" */
    readonly text: string;
    readonly reasons: readonly { readonly reason: string; readonly count: string }[];
    /** Describes what `reasons` leaves out. */
    readonly note?: string;
  };
}

/** A step of the breadcrumb. */
export interface DetailsStep {
  readonly label: string;
  /** Reveals the step's row in the tree. */
  readonly link?: DetailsAction;
}

/** A job as finished text, which the page only lays out. */
export interface DetailsModel {
  /** "Contact list import: newsletter" */
  readonly title: string;
  /** Sentence about its purpose: "Adds contacts to the contact list". */
  readonly purpose?: string;
  /** Announced when the state changes: "Completed with failures · 4,821 processed, 3 failed". */
  readonly summary: string;
  /** Breadcrumb: the connection, the service and, if known, the list that contains the job. */
  readonly trail: readonly DetailsStep[];
  readonly jobId: string;
  readonly phase: JobPhase;
  /** Label of the phase: "Completed with failures". */
  readonly stateLabel: string;
  /** The service's own status, as it spells it. */
  readonly status?: string;
  /** Explains the status if its label does not. */
  readonly statusNote?: string;
  readonly progress?: {
    /** 0 to 1; absent if the service reports no total. */
    readonly fraction?: number;
    /** The failed part of `fraction`. */
    readonly failedFraction?: number;
    /** "Pieces: 3 of 8 · 37%", or why there is no percentage. */
    readonly text: string;
    /** Whether the job is in progress. If so, a bar without a fraction is animated. */
    readonly running: boolean;
  };
  /** The job's pace, if observed. */
  readonly pace?: {
    /** "204 records a second · about 2 min left at this pace"; empty if unknown. */
    readonly text: string;
    /** Processed records over the observed time, oldest first; both axes from 0 to 1. */
    readonly curve?: readonly { readonly x: number; readonly y: number }[];
    /** Describes the curve in words. */
    readonly curveLabel?: string;
  };
  readonly sections: readonly DetailsSection[];
  readonly failures?: DetailsFailures;
  /** Whether the service returned a link to the file that the job created. A new link is fetched for each use. */
  readonly hasResult: boolean;
  /** The response as indented JSON, without the secrets of its URLs. */
  readonly rawJson: string;
  /** Commands in the context menu of the page. */
  readonly offers?: Offers;
  /** State of the last read of this job. Unless `ready`, the other fields are from earlier reads. */
  readonly read:
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly at: number }
    /** From a saved copy, which cannot be refreshed. The text names it and its date. */
    | { readonly state: 'saved'; readonly text: string }
    /** The cause and the next step, each without a period, and the action of the button beside them. */
    | { readonly state: 'failed'; readonly sentence: string; readonly next: string; readonly action: DetailsAction };
}
