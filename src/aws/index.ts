import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import { ServiceError } from '../core/failure';
import type { Transport } from '../core/http';
import type { JobSource } from '../core/source';
import { Clients } from './clients';
import { pinpointSource } from './pinpoint/source';
import { RequestGate, type GateLimit } from './requestGate';
import { sesSource } from './ses/source';

export { readProfiles } from './profiles';

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
  /** For the pause after a service was asked too often. */
  readonly clock: Clock;
  /** How often SES may be asked; a test may ask its own server more often. */
  readonly sesLimit?: GateLimit;
  /** Aborted when the connection is closed: its clients end with it. */
  readonly closed?: AbortSignal;
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
  const clients = new Clients(connection, transport, options.closed);
  return [
    sesSource(clients.of('sesv2', (config) => new SESv2Client(config)), connection, options, gateOf(options, transport)),
    pinpointSource(clients.of('pinpoint', (config) => new PinpointClient(config)), connection, options),
  ];
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
