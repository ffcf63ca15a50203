import type { ServiceFailure } from './failure';
import type { ProfileKind } from './profile';

/** What was found out about one connection. No key, token or answer of a service is in it. */
export interface Diagnosis {
  readonly label: string;
  readonly region: string;
  readonly profile?: string | undefined;
  /** When it was made, in milliseconds since the epoch. */
  readonly at: number;
  /** The sample account, which is not on the network. */
  readonly isMadeUp: boolean;
  readonly files: readonly FileFound[];
  readonly credentials: CredentialsFound;
  /** Names of the environment variables for proxies that are set; their values may have passwords in them. */
  readonly proxyVariables: readonly string[];
  readonly services: readonly ServiceFound[];
}

export interface FileFound {
  readonly name: 'config' | 'credentials';
  readonly path: string;
  /** The environment variable that says where it is. */
  readonly variable?: string | undefined;
  readonly state: 'hasProfile' | 'lacksProfile' | 'missing' | 'unreadable';
  /** Why it cannot be read. */
  readonly problem?: string | undefined;
}

export interface CredentialsFound {
  /** What the profile gets them from; absent for the default chain. */
  readonly kind?: ProfileKind | undefined;
  /** Where they come from, in words; absent for the sample account. */
  readonly origin?: string | undefined;
  /** When they run out, in milliseconds since the epoch; absent for those that do not. */
  readonly expiresAt?: number | undefined;
  readonly isTemporary: boolean;
  readonly accountId?: string | undefined;
  readonly milliseconds: number;
  readonly failure?: ServiceFailure | undefined;
}

export interface ServiceFound {
  readonly name: string;
  /** Scheme, host and path; absent where none could be had. */
  readonly endpoint?: string | undefined;
  /** What set it: a variable or a place in the AWS files; absent for AWS's own. */
  readonly endpointSetBy?: string | undefined;
  readonly probes: readonly Probe[];
  /** Absent for a service without a rate limit. */
  readonly rateLimit?: RateLimitState | undefined;
}

/** Maximum rate of requests. */
export interface RateLimit {
  /** Maximum number of requests that begin in any `interval`. */
  readonly burst: number;
  /** Milliseconds. */
  readonly interval: number;
}

/** A limit, and what throttled requests have taught since the window opened. */
export interface RateLimitState extends RateLimit {
  /** Milliseconds between two requests; absent while there is no backoff. */
  readonly backoff?: number | undefined;
  /** Number of throttled requests. */
  readonly throttledCount: number;
  /** Milliseconds since the epoch. */
  readonly lastThrottledAt?: number | undefined;
}

/** One thing that was tried. */
export interface Probe {
  readonly name: string;
  /** `notNeeded`: it failed, and what it is for goes well without it. */
  readonly result: 'ok' | 'failed' | 'skipped' | 'notNeeded';
  /** What came of it, or why it was not tried. */
  readonly text: string;
  readonly milliseconds?: number | undefined;
  readonly requestId?: string | undefined;
  readonly failure?: ServiceFailure | undefined;
}
