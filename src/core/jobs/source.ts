import type { AddressFinding } from '../addresses/finding';
import type { ServiceFailure } from '../failures/failure';
import type { Fact } from './fact';
import type { ImportJob, JobRef, ServiceId } from './job';
import type { RequestContext } from '../base/request';

/**
 * A response with the sequence number of its request. The response with the greater number is newer, even if it arrives
 * first.
 */
export interface Stamped {
  readonly sentAs: number;
}

/** One response of a list call. The last page has no `nextToken`. */
export interface Page<T> extends Stamped {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** A folder of the tree: a service, or a list of jobs or of other lists. */
export interface Branch {
  /** Unique within its source and stable across restarts. */
  readonly id: string;
  /** ID of a codicon. */
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly facts?: readonly Fact[];
  /**
   * When the list last changed or, if its service does not say, when it was created, in milliseconds since the epoch.
   * Of many lists, the most recently changed ones are read first.
   */
  readonly changedAt?: number;
  /**
   * Branches known without a request. Pages do not contain these branches, and every job on or below a page is in one
   * of them too.
   */
  readonly fixed?: readonly Branch[];
  /** Whether the branch has only fixed branches and no pages to read. */
  readonly isFixed?: boolean;
  /** Scope of the jobs in and below the branch, if their IDs are unique only within it: see {@link JobRef}. */
  readonly scope?: string;
  /** Whether another list has all of this list's jobs too. */
  readonly isSubset?: true;
  /** Whether the branch's jobs have names of their own or different targets, which their rows then name. */
  readonly hasMixedTargets?: boolean;
  readonly emptyText: string;
  /** Returns a failure to show instead of `emptyText`, if it may be why the branch is empty. */
  readonly failureIfEmpty?: (() => ServiceFailure | undefined) | undefined;
  /**
   * Reads one page in one request.
   * @param token the `nextToken` of the previous page; `undefined` for the first page
   * @param wanted number of items still wanted; the page size is the smallest that fits them, at least the user's
   * setting and at most the service's limit
   * @throws ServiceError
   */
  readPage(token: string | undefined, context: RequestContext, wanted?: number): Promise<Page<Branch | ImportJob>>;
}

export function isBranch(item: Branch | ImportJob): item is Branch {
  return 'readPage' in item;
}

export interface WantedJob extends JobRef {
  /** Whether to refresh the job only from pages that are read anyway, not by a request of its own. */
  readonly fromListOnly?: boolean;
}

/** One response about a single job. */
export interface StampedJob extends Stamped {
  readonly job: ImportJob;
}

/** One response about several jobs. */
interface StampedJobs extends Stamped {
  readonly jobs: readonly ImportJob[];
}

/** Receives the results of a refresh after each request. */
export interface RefreshListener {
  /** Receives the current state of jobs, and new jobs on the same page. */
  onFound(found: StampedJobs): void;
  /** Receives requested jobs that no longer exist. */
  onDeleted(refs: readonly JobRef[]): void;
}

/** One service of one connection as the source of its jobs. */
export interface JobSource {
  readonly service: ServiceId;
  readonly root: Branch;
  /** Whether the service's own settings hide a job. Its list is then not in `root` either. */
  readonly hides?: (ref: JobRef) => boolean;
  /**
   * Requests one job with every detail.
   * @throws ServiceError
   */
  getJob(ref: JobRef, context: RequestContext): Promise<StampedJob>;
  /**
   * Reads the current state of these jobs in as few requests as possible.
   * @throws ServiceError, after reading the other jobs if it concerns a single job or list. After several consecutive
   * failures, the refresh stops, and the next one resumes there
   */
  refresh(jobs: readonly WantedJob[], context: RequestContext, listener: RefreshListener): Promise<void>;
  /**
   * Looks up an email address in lists of the account and in those that jobs imported into; absent for a service
   * without such lists. For a list that cannot be read, the finding is the failure.
   */
  readonly checkAddress?: (
    address: string,
    jobs: readonly ImportJob[],
    context: RequestContext,
  ) => Promise<readonly AddressFinding[]>;
}
