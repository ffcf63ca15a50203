import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import { ServiceError } from '../core/failure';
import type { Transport } from '../core/http';
import type { AskForMfa } from '../core/mfa';
import type { JobSource } from '../core/source';
import { Clients, type ClientConfig } from './clients';
import { credentialsOf } from './credentials';
import { gated, type GatedService, type Gates } from './gates';
import { PinpointEnd } from './pinpoint/ended';
import { pinpointSource } from './pinpoint/source';
import { sesSource } from './ses/source';

export { diagnosisReport } from '../core/diagnosisReport';
export { diagnose } from './diagnose';
export { fingerprint } from './fingerprint';
export { Gates } from './gates';
export { readProfiles } from './profiles';
export { signInPlan } from './signIn';

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
  /** To know whether Pinpoint has ended. */
  readonly clock: Clock;
  /** Takes the account that the credentials belong to, when they say so. */
  readonly identified?: (accountId: string) => void;
  /** What holds calls back; those of the sample account are not. */
  readonly gates: Gates;
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
  const clients = new Clients(
    connection,
    transport,
    () => credentialsOf(connection, options.askForMfa),
    options.closed,
  );
  options.onRenew?.(() => {
    clients.renew();
  });
  // The sample account has no limit.
  const gateOf = (service: GatedService) =>
    connection.kind === 'sample' ? undefined : () => options.gates.of(service, connection, clients.accountId);
  const [sesGate, pinpointGate] = [gateOf('SES'), gateOf('Pinpoint')];
  const ses = clients.of('sesv2', (config) => gated(new SESv2Client(telling(config, options)), sesGate));
  const pinpoint = clients.of('pinpoint', (config) =>
    gated(new PinpointClient(telling(config, options)), pinpointGate),
  );
  const end = new PinpointEnd(transport === undefined ? () => options.clock.now() : undefined);
  return [
    sesSource(ses.lease, connection, options, sesGate),
    pinpointSource(pinpoint.lease, connection, options, end, pinpointGate),
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
