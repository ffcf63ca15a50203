import type { Clock } from '../../core/base/clock';
import type { ReportError } from '../../core/base/emitter';
import type { AskForMfa } from '../../core/connections/mfa';
import type { RateLimits } from './rateLimits';

/**
 * Options for reading a connection: the user's settings, read for each request, and objects shared within the window.
 */
export interface ReadingOptions {
  /** Number of jobs per page, 1 to 100. */
  readonly pageSize: () => number;
  /** Returns the value of a service's own setting below `importJobs`, of any shape. */
  readonly setting: (name: string) => unknown;
  /** Formats a count in the user's locale. */
  readonly formatCount: (count: number) => string;
  /** Receives a line for each request: operation, outcome, duration, request ID. */
  readonly trace: (line: string) => void;
  /** Receives errors of items that cannot be shown. */
  readonly report: ReportError;
  /** Determines whether a service's support has ended. */
  readonly clock: Clock;
  /** Receives the AWS account ID of the credentials with each request; `undefined` if they do not name it. */
  readonly identified?: (accountId: string | undefined) => void;
  /** Shared by all connections; the sample account has no limit. */
  readonly rateLimits: RateLimits;
  /** Aborted when the connection is closed, which destroys its clients. */
  readonly closed?: AbortSignal;
  /** Without it, the user is never prompted. */
  readonly askForMfa?: AskForMfa;
  /** Receives a function to call when the credentials may have changed. */
  readonly onRenew?: (renew: () => void) => void;
}
