import type { RateLimit } from '../diagnosis/diagnosis';
import type { ServiceId } from './job';

export interface IamGrant {
  readonly sid: string;
  readonly actions: readonly string[];
  /** The part of an ARN after the account; absent for actions that do not apply to a resource. */
  readonly resource?: string;
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
  /** Whether AWS has ended support for the service. Such a service is no reason to choose a region. */
  readonly isUnsupported?: true;
}
