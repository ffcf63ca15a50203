import type { Connection } from '../core/connection';
import type { Probe } from '../core/diagnosis';
import type { Transport } from '../core/http';
import type { ServiceDescription } from '../core/service';
import type { JobSource } from '../core/source';
import { callerOf, type Call, type CallingClient } from './call';
import type { ClientConfig, Clients } from './clients';
import type { ReadingOptions } from './readingOptions';

/** A service and how it is read through the SDK. */
export interface Service extends ServiceReads {
  readonly description: ServiceDescription;
}

/** What a service implements. */
export interface ServiceReads {
  /** Sends nothing yet. */
  readonly source: (access: ServiceAccess, options: ReadingOptions) => JobSource;
  readonly probes: ServiceProbes;
}

/** What a diagnosis tries. */
export interface ServiceProbes {
  readonly names: readonly string[];
  /** Sends any request: it goes no further than the client, and shows where the SDK would send it. */
  readonly sendAny: (config: ClientConfig) => Promise<unknown>;
  /** Makes each call that the product makes, once. */
  readonly run: (access: ServiceAccess, signal: AbortSignal) => Promise<readonly Probe[]>;
}

/** How a service reaches AWS for one connection. */
export interface ServiceAccess {
  readonly region: string;
  /** Milliseconds since the epoch; `undefined` for sample data, whose support never ends. */
  readonly now: (() => number) | undefined;
  /** @param create is called when the first call is made */
  readonly callsOf: <C extends CallingClient>(create: (config: ClientConfig) => C) => Call<C>;
}

interface AccessOptions extends Pick<ReadingOptions, 'clock' | 'trace' | 'rateLimits'> {
  readonly clients: Clients;
  /** Answers in place of the network. */
  readonly transport: Transport | undefined;
  readonly configure: (config: ClientConfig) => ClientConfig;
}

export function accessTo(
  service: ServiceDescription,
  connection: Connection,
  { clients, transport, configure, clock, trace, rateLimits }: AccessOptions,
): ServiceAccess {
  // The sample account has no limit.
  const limiterOf =
    connection.kind === 'sample' ? undefined : () => rateLimits.of(service, connection, clients.accountId);
  return {
    region: connection.region,
    now: transport === undefined ? () => clock.now() : undefined,
    callsOf: (create) => {
      const { lease } = clients.of(service, (config) => create(configure(config)));
      return callerOf(service.iamPrefix, lease, trace, limiterOf);
    },
  };
}
