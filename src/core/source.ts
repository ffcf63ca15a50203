import type { ServiceFailure } from './failure';
import type { ImportJob, JobRef, Noun, ServiceId } from './job';
import type { RequestContext } from './request';

/**
 * When the request of a response was sent, as a number in the order of sending: of two responses, the one with the greater
 * number is newer, whichever arrives first and however many callers share it.
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
  /** The id of a codicon. */
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly facts?: readonly Fact[];
  /** Branches that are always in it, known without asking. They are not in its pages. */
  readonly fixed?: readonly Branch[];
  /** Whether that is all: it has no pages to read. */
  readonly isFixed?: boolean;
  /** What its pages hold: "job", "jobs". */
  readonly itemNoun: Noun;
  /** What to say when there is nothing in it. */
  readonly emptyText: string;
  /** What to say in its place where there may have been something: a failure, as long as there is one. */
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

/** What a list of jobs holds. */
export const jobNoun: Noun = ['job', 'jobs'];

export function isBranch(item: Branch | ImportJob): item is Branch {
  return 'readPage' in item;
}

/** A job to refresh. */
export interface WantedJob extends JobRef {
  /** Only what a page that is read anyway says of it is wanted: it is not worth a request of its own. */
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
  /** Receives jobs as they are now, with any new ones on the same page. */
  onFound(found: StampedJobs): void;
  /** Receives those of the requested jobs that no longer exist. */
  onDeleted(refs: readonly JobRef[]): void;
}

/** One service of one connection: where its jobs come from. */
export interface JobSource {
  readonly service: ServiceId;
  readonly root: Branch;
  /**
   * Every detail of one job.
   * @throws ServiceError
   */
  getJob(ref: JobRef, context: RequestContext): Promise<StampedJob>;
  /**
   * Reads these jobs as they are now, in the fewest requests.
   * @throws ServiceError: the first of those that concern one job or one application, after the others have been read; the
   * next refresh begins where one that gave up after several such failures in a row stopped
   */
  refresh(jobs: readonly WantedJob[], context: RequestContext, listener: RefreshListener): Promise<void>;
}
