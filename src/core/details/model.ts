import type { JobPhase } from '../jobs/job';

/** What a button of the panel can ask for. */
export const detailsActions = [
  'copyJobId',
  'copySourceUrl',
  'openFailedRecords',
  'saveFailedRecords',
  'copyFailedRecordsUrl',
  'copyAsJson',
  'openAsJson',
  'refresh',
  'showLog',
] as const;

/** Reveals the row of the list that the fact with this id names. */
export type RevealAction = `reveal ${string}`;

export type DetailsAction = (typeof detailsActions)[number] | RevealAction;

/** Whether something that came from the page is an action. The fact that a reveal names may not exist. */
export function isDetailsAction(value: unknown): value is DetailsAction {
  return detailsActions.some((action) => action === value) || (typeof value === 'string' && isReveal(value));
}

export function isReveal(action: string): action is RevealAction {
  return action.startsWith('reveal ');
}

/** A moment, spelled three ways. */
export interface DetailsTime {
  /** In the user's locale and time zone. */
  readonly local: string;
  readonly utc: string;
  readonly iso: string;
}

/** One field: a label and what the service said. A field that the service left out has no row. */
export interface DetailsRow {
  /** Stable name of the field, `processed`. */
  readonly id: string;
  readonly label: string;
  readonly value: string;
  /** What people call the thing whose identifier the value is. */
  readonly name?: string;
  readonly time?: DetailsTime;
  /** What else to say of it, in small print. */
  readonly note?: string;
  /** Tooltip of the label. */
  readonly hint?: string;
  /** An identifier or a URL: shown in the editor's font. */
  readonly code?: boolean;
  /** `bad`: a number that someone has to do something about. */
  readonly tone?: 'bad';
  /** Whether a button beside it copies the value. */
  readonly copy?: boolean;
  /** What a click on the name does, or on the value where there is no name. */
  readonly link?: DetailsAction;
}

export interface DetailsSection {
  readonly id: 'progress' | 'times' | 'source' | 'destination' | 'job';
  readonly title: string;
  readonly rows: readonly DetailsRow[];
  /** What a copy button in its heading does. */
  readonly copy?: DetailsAction;
  /** What the rows mean, where their labels do not say it. */
  readonly note?: string;
}

export interface DetailsFailures {
  /** The service's message, in full. */
  readonly message?: string;
  /** Records that failed, as the service's entries name them. */
  readonly entries: readonly string[];
  /** Said above the entries: "The first 100 of 1,204 failures". */
  readonly entriesNote?: string;
  /** Whether the service gave a link to a file of failed records. A new link is fetched for each use. */
  readonly hasFailedRecords: boolean;
  /** The records of the file by reason, once it has been read. */
  readonly summary?: {
    /** "1,204 failed records, 3 reasons" */
    readonly text: string;
    readonly reasons: readonly { readonly reason: string; readonly count: string }[];
    /** What is not in `reasons`. */
    readonly note?: string;
  };
}

/** The job as the panel shows it: every sentence made, nothing left to decide but the layout. */
export interface DetailsModel {
  /** "Contact list import: newsletter" */
  readonly title: string;
  /** What the job was created to do: "Adds contacts to the contact list". */
  readonly purpose?: string;
  /** State and counts, "Completed with failures · 4,821 processed, 3 failed": what is spoken when the state changes. */
  readonly summary: string;
  /** Where it ran: the connection, the service and what the service keeps its jobs in. */
  readonly trail: readonly string[];
  readonly jobId: string;
  readonly phase: JobPhase;
  /** The phase in a word for people: "Completed with failures". */
  readonly stateLabel: string;
  readonly progress?: {
    /** 0 to 1; absent where the service reports no total. */
    readonly fraction?: number;
    /** The part of `fraction` that failed. */
    readonly failedFraction?: number;
    /** "3 of 8 pieces", or why there is no percentage. */
    readonly text: string;
    /** Whether more is to come: a bar without a fraction then moves. */
    readonly running: boolean;
  };
  /** How fast the job goes, as far as looking at it has shown. */
  readonly pace?: {
    /** "204 records a second · about 2 min left at this pace"; empty where that is not known. */
    readonly text: string;
    /** Processed records over the time that was looked, oldest first, both from 0 to 1. */
    readonly curve?: readonly { readonly x: number; readonly y: number }[];
    /** The same in words. */
    readonly curveLabel?: string;
  };
  readonly sections: readonly DetailsSection[];
  readonly failures?: DetailsFailures;
  /** The response as indented JSON, the secret part of its URLs left out. */
  readonly rawJson: string;
  /** What the last read of this job came to. The rest is what was known before it. */
  readonly read:
    | { readonly state: 'loading' }
    | { readonly state: 'ready'; readonly at: number }
    /** What went wrong and what to do about it, each without a full stop; the button beside them asks for `action`. */
    | { readonly state: 'failed'; readonly sentence: string; readonly next: string; readonly action: DetailsAction };
}
