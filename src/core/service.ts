import type { RateLimit } from './diagnosis';
import type { ServiceId } from './job';

export interface IamGrant {
  readonly sid: string;
  readonly actions: readonly string[];
  /** Of an ARN, what follows the account; `undefined` for an action that knows no resources. */
  readonly resource?: string;
}

/** What the product knows about an AWS service without its SDK. */
export interface ServiceDescription {
  readonly id: ServiceId;
  /** In full, as AWS calls it: with "Amazon" or "AWS". */
  readonly label: string;
  /** Where there is little room: without "Amazon". */
  readonly shortLabel: string;
  /** Its name in `endpoint_url` settings and in the AWS CLI: `sesv2`. */
  readonly endpointName: string;
  /** Prefix of its IAM actions, without the colon. */
  readonly iamPrefix: string;
  /** All that is needed to read its jobs. */
  readonly iamGrants: readonly IamGrant[];
  readonly rateLimit: RateLimit;
  /** Settings, below `importJobs`, that decide which of its lists there are. */
  readonly listSettings: readonly string[];
  readonly isAvailableIn: (region: string) => boolean;
}
