import type { ServiceFailure } from '../failures/failure';
import type { ProfileKind } from '../connections/profile';

/** Findings about one connection. Contains no keys, tokens or response data. */
export interface Diagnosis {
  readonly label: string;
  readonly region: string;
  readonly profile?: string | undefined;
  /** Time of the diagnosis, in milliseconds since the epoch. */
  readonly at: number;
  /** Whether the connection is the sample account, which needs no network. */
  readonly isSample: boolean;
  readonly files: readonly FileFound[];
  readonly credentials: CredentialsFound;
  /** Names of the proxy variables that are set, without their values, which may contain passwords. */
  readonly proxyVariables: readonly string[];
  readonly services: readonly ServiceFound[];
}

export interface FileFound {
  readonly name: 'config' | 'credentials';
  readonly path: string;
  /** Environment variable that sets the path. */
  readonly variable?: string | undefined;
  readonly state: 'hasProfile' | 'lacksProfile' | 'missing' | 'unreadable';
  /** Why the file cannot be read. */
  readonly problem?: string | undefined;
}

export interface CredentialsFound {
  /** Kind of the profile; absent for the default credential chain. */
  readonly kind?: ProfileKind | undefined;
  /** Source in words; absent for the sample account. */
  readonly origin?: string | undefined;
  /** Expiry in milliseconds since the epoch; absent for credentials that do not expire. */
  readonly expiresAt?: number | undefined;
  readonly isTemporary: boolean;
  readonly accountId?: string | undefined;
  readonly milliseconds: number;
  readonly failure?: ServiceFailure | undefined;
}

export interface ServiceFound {
  readonly name: string;
  /** Scheme, host and path; absent if unknown. */
  readonly endpoint?: string | undefined;
  /** Variable or setting of the AWS files that sets the endpoint; absent for AWS's own. */
  readonly endpointSetBy?: string | undefined;
  readonly probes: readonly Probe[];
  /** Absent for a service without a rate limit. */
  readonly rateLimit?: RateLimitState | undefined;
}

/** Maximum rate of requests. */
export interface RateLimit {
  /** Maximum number of requests that start within any `interval`. */
  readonly burst: number;
  /** Milliseconds. */
  readonly interval: number;
}

/** A rate limit, and how requests were throttled since the window was opened. */
export interface RateLimitState extends RateLimit {
  /** Milliseconds between two requests; absent while there is no backoff. */
  readonly backoff?: number | undefined;
  /** Number of throttled requests. */
  readonly throttledCount: number;
  /** Milliseconds since the epoch. */
  readonly lastThrottledAt?: number | undefined;
}

/** The result of one check. */
export interface Probe {
  readonly name: string;
  /** `notNeeded`: the check failed, but the calls work without it. */
  readonly result: 'ok' | 'failed' | 'skipped' | 'notNeeded';
  /** Result in words, or why the check was skipped. */
  readonly text: string;
  readonly milliseconds?: number | undefined;
  readonly requestId?: string | undefined;
  readonly failure?: ServiceFailure | undefined;
}
