import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import { ServiceError } from '../core/failure';
import type { Transport } from '../core/http';
import type { AskForMfa } from '../core/mfa';
import type { JobSource } from '../core/source';
import { Clients, type ClientConfig } from './clients';
import { PinpointEnd } from './pinpoint/ended';
import { pinpointSource } from './pinpoint/source';
import { RequestGate, type GateLimit } from './requestGate';
import { sesSource } from './ses/source';

export { diagnosisReport } from '../core/diagnosisReport';
export { diagnose } from './diagnose';
export { fingerprint } from './fingerprint';
export { readProfiles } from './profiles';
export { signInPlan } from './signIn';

/**
 * SES allows one call a second for an account and region, all calls but sending together. A few at once are let through,
 * so that opening lists does not feel slow.
 */
const sesLimit: GateLimit = { burst: 5, interval: 5000 };

/** What a user may choose about reading; asked again for each request. */
export interface ReadingOptions {
  /** Jobs for a page, 1 to 100. */
  readonly pageSize: () => number;
  /** Which of an application's segments to show. */
  readonly segments: () => 'imported' | 'all';
  /** A count in the user's locale. */
  readonly formatCount: (count: number) => string;
  /** Takes a line for each request: operation, outcome, time, request id. */
  readonly trace: (line: string) => void;
  /** For the pause after a service was asked too often, and to know whether Pinpoint has ended. */
  readonly clock: Clock;
  /** Takes the account that the credentials belong to, when they say so. */
  readonly identified?: (accountId: string) => void;
  /** How often SES may be asked; a test may ask its own server more often. */
  readonly sesLimit?: GateLimit;
  /** Aborted when the connection is closed: its clients end with it. */
  readonly closed?: AbortSignal;
  /** Without it nobody is asked. */
  readonly askForMfa?: AskForMfa;
  /** Takes what is to be called when the credentials may be others than before. */
  readonly onRenew?: (renew: () => void) => void;
}

/**
 * The services of a connection. Sends nothing yet.
 * @param transport answers in place of the network: then no credentials are looked for
 * @throws ServiceError `setting`
 */
export function connect(connection: Connection, options: ReadingOptions, transport?: Transport): readonly JobSource[] {
  if (connection.problem !== undefined) {
    throw new ServiceError({ kind: 'setting', reason: connection.problem });
  }
  const clients = new Clients(connection, transport, options.closed, options.askForMfa);
  options.onRenew?.(() => {
    clients.renew();
  });
  return [
    sesSource(clients.of('sesv2', (config) => new SESv2Client(telling(config, options))), connection, options, gateOf(options, transport)),
    pinpointSource(
      clients.of('pinpoint', (config) => new PinpointClient(telling(config, options))),
      connection,
      options,
      new PinpointEnd(transport === undefined ? () => options.clock.now() : undefined),
    ),
  ];
}

/** The same, but that it tells whose credentials they are. */
function telling<T extends Pick<ClientConfig, 'credentials'>>(config: T, { identified }: ReadingOptions): T {
  const { credentials } = config;
  if (typeof credentials !== 'function') {
    return config;
  }
  return {
    ...config,
    credentials: async () => {
      const found = await credentials();
      if (found.accountId !== undefined) {
        identified?.(found.accountId);
      }
      return found;
    },
  };
}

/** The sample account has no limit. */
function gateOf({ clock, closed, sesLimit: limit = sesLimit }: ReadingOptions, transport: Transport | undefined): RequestGate | undefined {
  if (transport !== undefined) {
    return undefined;
  }
  const gate = new RequestGate(clock, limit);
  closed?.addEventListener('abort', () => {
    gate.dispose();
  });
  return gate;
}
