import type { RateLimit } from '../diagnosis/diagnosis';
import type { JsonValue } from '../text/json';
import type { ImportJob, JobRef, ServiceId } from './job';

export interface IamGrant {
  readonly sid: string;
  readonly actions: readonly string[];
  /** The part of an ARN after the account; absent for actions that do not apply to a resource. */
  readonly resource?: string;
  /** Setting below `importJobs` that makes the product use these actions; absent for actions that it always uses. */
  readonly setting?: string;
}

/** A call of an API operation with the AWS CLI. */
export interface CliCall {
  /** The words after `aws`: `sesv2 get-import-job`. */
  readonly command: readonly [service: string, operation: string];
  /** The operation's parameters, by their names in the API. */
  readonly input: Readonly<Record<string, JsonValue>>;
}

/** The call that would run an import again. */
export interface RerunCall extends CliCall {
  /** Sentences about what the command does, shown as comments. They contain no text from AWS. */
  readonly notes: readonly string[];
}

/** A page of the AWS console. */
export interface ConsolePage {
  readonly label: string;
  /** Everything after the host. */
  readonly path: string;
}

/** How texts refer to a service's jobs. */
export interface JobReferenceForms {
  /** Form of a whole ID. */
  readonly id: RegExp;
  /**
   * Finds a job in the resource of an ARN or the path of a URL. Has the named groups `id` and, for ids with a scope,
   * `scope`.
   */
  readonly path?: RegExp;
  /** Whether a request for a job needs its scope. */
  readonly isScoped?: true;
  /** Whether any scope works, because an ID is unique without one. */
  readonly needsAnyScope?: true;
}

/** What the product knows about an AWS service without using its SDK. */
export interface ServiceDescription {
  readonly id: ServiceId;
  /** AWS's full name, with "Amazon" or "AWS". */
  readonly label: string;
  /** Short name, without "Amazon". */
  readonly shortLabel: string;
  /** The service's name in `endpoint_url` settings and in the AWS CLI: `sesv2`. */
  readonly endpointName: string;
  /** Prefix of the service's IAM actions, without the colon. */
  readonly iamPrefix: string;
  /** Actions required to read the service's jobs. */
  readonly iamGrants: readonly IamGrant[];
  readonly rateLimit: RateLimit;
  /** Settings below `importJobs` that affect the service's lists. */
  readonly listSettings: readonly string[];
  readonly isAvailableIn: (region: string) => boolean;
  /** Whether AWS has ended support for the service. Such a service does not count when a region is chosen. */
  readonly isUnsupported?: true;
  /** Returns the part of a job's ARN after the account; `undefined` if AWS defines no ARN for it. */
  readonly arnResourceOf?: (ref: JobRef) => string | undefined;
  /** Returns the call that gets a job. */
  readonly getCallOf?: (ref: JobRef) => CliCall;
  /** Returns the call that would run a job's import again; `undefined` if the job's details do not suffice. */
  readonly rerunCallOf?: (job: ImportJob) => RerunCall | undefined;
  /** Returns the console page of a job's target; `undefined` if none is known to exist. */
  readonly consolePageOf?: (job: ImportJob, region: string) => ConsolePage | undefined;
  /** Whether an email address can be looked up in the lists that the service's jobs import into. */
  readonly checksAddresses?: true;
  /** How a pasted text may refer to a job; absent if it cannot. */
  readonly references?: JobReferenceForms;
}
