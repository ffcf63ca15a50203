import type { ServiceFailure } from '../failures/failure';
import type { ImportJob, JobRef, Noun, ServiceId } from './job';
import type { RequestContext } from '../base/request';

/**
 * A response with the sequence number of its request: of two responses, the one with the greater number is newer, whichever
 * arrives first.
 */
export interface Stamped {
  readonly sentAs: number;
}

/** One response of a list call. Without a `nextToken` it is the last page. */
export interface Page<T> extends Stamped {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** A line of a tooltip. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A folder of the tree: a service, or a list of jobs or of other lists. */
export interface Branch {
  /** Unique in its source, the same after a restart. */
  readonly id: string;
  /** ID of a codicon. */
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly facts?: readonly Fact[];
  /** Branches known without a request, which are not in its pages. */
  readonly fixed?: readonly Branch[];
  /** Whether it has only fixed branches and no pages to read. */
  readonly isFixed?: boolean;
  /** Noun for the items of its pages: "job", "jobs". */
  readonly itemNoun: Noun;
  /** Text to show when it is empty. */
  readonly emptyText: string;
  /** Returns a failure to show in its place, when it may be empty for that reason. */
  readonly ofEmpty?: (() => ServiceFailure | undefined) | undefined;
  /**
   * Reads one page in one request.
   * @param token the `nextToken` of the page before; `undefined` for the first page
   * @param wanted how many items are still wanted: the page is as large as they need and the service allows, and at least as
   * large as the user has set
   * @throws ServiceError
   */
  readPage(token: string | undefined, context: RequestContext, wanted?: number): Promise<Page<Branch | ImportJob>>;
}

/** Noun for the items of a list of jobs. */
export const jobNoun: Noun = ['job', 'jobs'];

export function isBranch(item: Branch | ImportJob): item is Branch {
  return 'readPage' in item;
}

/** A job to refresh. */
export interface WantedJob extends JobRef {
  /** Whether to refresh it only from pages that are read anyway, without a single request. */
  readonly fromListOnly?: boolean;
}

/** One response about a single job. */
export interface StampedJob extends Stamped {
  readonly job: ImportJob;
}

/** One response about several jobs. */
export interface StampedJobs extends Stamped {
  readonly jobs: readonly ImportJob[];
}

/** Receives the results of a refresh, request by request. */
export interface RefreshListener {
  /** Receives the current state of jobs, with new ones on the same page. */
  onFound(found: StampedJobs): void;
  /** Receives requested jobs that no longer exist. */
  onDeleted(refs: readonly JobRef[]): void;
}

/** One service of one connection, as the source of its jobs. */
export interface JobSource {
  readonly service: ServiceId;
  readonly root: Branch;
  /**
   * Requests one job with every detail.
   * @throws ServiceError
   */
  getJob(ref: JobRef, context: RequestContext): Promise<StampedJob>;
  /**
   * Reads the current state of these jobs in as few requests as possible.
   * @throws ServiceError. One that concerns a single job or list is thrown after the others have been read. After several in
   * a row, the refresh stops, and the next one resumes from there
   */
  refresh(jobs: readonly WantedJob[], context: RequestContext, listener: RefreshListener): Promise<void>;
}
