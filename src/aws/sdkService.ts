import type { Connection } from '../core/connections/connection';
import type { Probe } from '../core/diagnosis/diagnosis';
import type { Transport } from '../core/base/http';
import type { ServiceDescription } from '../core/jobs/serviceDescription';
import type { JobSource } from '../core/jobs/source';
import { callerOf, type Call, type CallingClient } from './requests/call';
import type { ClientConfig, Clients } from './requests/clients';
import type { ReadingOptions } from './requests/readingOptions';

/** A service with its SDK code. */
export interface Service extends ServiceReads {
  readonly description: ServiceDescription;
}

/** What a service implements. */
export interface ServiceReads {
  /** Creates the source, without sending requests. */
  readonly source: (access: ServiceAccess, options: ReadingOptions) => JobSource;
  readonly probes: ServiceProbes;
}

/** A service's checks in a diagnosis. */
export interface ServiceProbes {
  readonly names: readonly string[];
  /** Further calls, by the setting below `importJobs` that turns them on. */
  readonly namesBySetting?: Readonly<Record<string, readonly string[]>>;
  /** Makes any request, which is intercepted in the client to find the SDK's endpoint. */
  readonly sendAny: (config: ClientConfig) => Promise<unknown>;
  /** Makes each call of the product once. */
  readonly run: (access: ServiceAccess, signal: AbortSignal) => Promise<readonly Probe[]>;
}

/** A service's access to AWS for one connection. */
export interface ServiceAccess {
  readonly region: string;
  /** Returns the value of a service's own setting below `importJobs`, of any shape. */
  readonly setting: (name: string) => unknown;
  /** Returns milliseconds since the epoch; `undefined` for sample data, whose support never ends. */
  readonly now: (() => number) | undefined;
  /** Returns a function for calls. @param create called before the first call */
  readonly callsOf: <C extends CallingClient>(create: (config: ClientConfig) => C) => Call<C>;
}

interface AccessOptions extends Pick<ReadingOptions, 'clock' | 'trace' | 'rateLimits' | 'setting'> {
  readonly clients: Clients;
  /** Replaces the network. */
  readonly transport: Transport | undefined;
  readonly configure: (config: ClientConfig) => ClientConfig;
}

/** Returns a service's access to AWS, with clients and rate limiters created on first use. */
export function accessTo(
  service: ServiceDescription,
  connection: Connection,
  { clients, transport, configure, clock, trace, rateLimits, setting }: AccessOptions,
): ServiceAccess {
  // The sample account has no limit.
  const limiterOf =
    connection.kind === 'sample' ? undefined : () => rateLimits.of(service, connection, clients.accountId);
  return {
    region: connection.region,
    setting,
    now: transport === undefined ? () => clock.now() : undefined,
    callsOf: (create) => {
      const lease = clients.of(service, (config) => create(configure(config)));
      return callerOf(service.iamPrefix, lease, trace, limiterOf);
    },
  };
}
