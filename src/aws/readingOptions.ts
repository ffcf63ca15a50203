import type { Clock } from '../core/clock';
import type { ReportError } from '../core/emitter';
import type { AskForMfa } from '../core/mfa';
import type { RateLimits } from './rateLimits';

/** How a connection is read: the user's choices, asked for again with each request, and what the window shares. */
export interface ReadingOptions {
  /** Jobs for a page, 1 to 100. */
  readonly pageSize: () => number;
  /** Returns the value of a service's own setting below `importJobs`, of any shape. */
  readonly setting: (name: string) => unknown;
  /** A count in the user's locale. */
  readonly formatCount: (count: number) => string;
  /** Takes a line for each request: operation, outcome, time, request id. */
  readonly trace: (line: string) => void;
  /** Receives why an item of a response cannot be shown. */
  readonly report: ReportError;
  /** To know whether support has ended. */
  readonly clock: Clock;
  /** Takes the account that the credentials belong to, when they say so. */
  readonly identified?: (accountId: string) => void;
  /** Shared by all connections; the sample account has no limit. */
  readonly rateLimits: RateLimits;
  /** Aborted when the connection is closed: its clients end with it. */
  readonly closed?: AbortSignal;
  /** Without it nobody is asked. */
  readonly askForMfa?: AskForMfa;
  /** Takes what is to be called when the credentials may be others than before. */
  readonly onRenew?: (renew: () => void) => void;
}
