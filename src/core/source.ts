import type { ServiceFailure } from './failure';
import type { ImportJob, JobRef, ServiceId } from './job';

/** One answer of a list call. No `nextToken`: it was the last. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

export type BranchKind = 'service' | 'suppressionList' | 'contactLists' | 'application' | 'allJobs' | 'segment';

/** A line of a tooltip. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/**
 * Told the moment a request is really sent, by a source whose requests may wait for their turn: what is sent later knows
 * more, whoever asked first.
 */
export type OnSend = () => void;

/** A folder of the tree: an application, a segment, the suppression list. */
export interface Branch {
  /** Unique in its source, the same after a restart. */
  readonly id: string;
  readonly kind: BranchKind;
  readonly label: string;
  readonly description?: string;
  readonly facts?: readonly Fact[];
  /** Branches that are always in it, known without asking. They are not in its pages. */
  readonly fixed?: readonly Branch[];
  /** What to say when there is nothing in it. */
  readonly emptyText: string;
  /** What to say in its place where there may have been something: a failure, as long as there is one. */
  readonly ofEmpty?: (() => ServiceFailure | undefined) | undefined;
  /**
   * Reads one page in one request.
   * @param token the `nextToken` of the page before; `undefined` for the first page
   * @throws ServiceError
   */
  readPage(token: string | undefined, signal: AbortSignal, onSend?: OnSend): Promise<Page<Branch | ImportJob>>;
}

export function isBranch(item: Branch | ImportJob): item is Branch {
  return 'readPage' in item;
}

/**
 * What a request has brought.
 * @param jobs as they are now; any new ones seen on the way among them
 * @param gone which of those that were asked for the service has no longer
 */
export type OnFound = (jobs: readonly ImportJob[], gone: readonly JobRef[]) => void;

/** One service of one connection: where its jobs come from. */
export interface JobSource {
  readonly service: ServiceId;
  readonly root: Branch;
  /**
   * Every detail of one job.
   * @throws ServiceError
   */
  getJob(ref: JobRef, signal: AbortSignal, onSend?: OnSend): Promise<ImportJob>;
  /**
   * Looks at these jobs as they are now, in the fewest requests.
   * @param onFound is told after each request
   * @throws ServiceError: the first of those that concern one job or one application, when the others have been looked at; the
   * next look begins where one that met many such failures in a row gave up
   */
  refresh(jobs: readonly JobRef[], signal: AbortSignal, onFound: OnFound, onSend?: OnSend): Promise<void>;
  /** The ids of the branches where a new job belongs. */
  branchesOf(job: ImportJob): readonly string[];
}
