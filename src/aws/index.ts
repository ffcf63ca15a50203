import { PinpointClient } from '@aws-sdk/client-pinpoint';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Connection } from '../core/connection';
import { ServiceError } from '../core/failure';
import type { Transport } from '../core/http';
import type { JobSource } from '../core/source';
import { Clients, type ClientConfig } from './clients';
import { credentialsOf } from './credentials';
import type { LimitedService } from './rateLimits';
import { PinpointEnd } from '../services/pinpoint/ended';
import { pinpointSource } from '../services/pinpoint/client';
import type { ReadingOptions } from './readingOptions';
import { sesSource } from '../services/ses/client';

export { trustedCertificates } from './caBundle';
export { diagnosisReport } from '../core/diagnosisReport';
export { diagnose } from './diagnose';
export { fingerprint } from './fingerprint';
export { profileProblem } from './profileChain';
export { readProfiles } from './profiles';
export { RateLimits } from './rateLimits';
export type { ReadingOptions } from './readingOptions';
export { signInPlan } from './signIn';

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
  const limiterOf = (service: LimitedService) =>
    connection.kind === 'sample' ? undefined : () => options.rateLimits.of(service, connection, clients.accountId);
  const [sesLimiter, pinpointLimiter] = [limiterOf('SES'), limiterOf('Pinpoint')];
  const ses = clients.of('sesv2', (config) => new SESv2Client(telling(config, options)));
  const pinpoint = clients.of('pinpoint', (config) => new PinpointClient(telling(config, options)));
  const end = new PinpointEnd(transport === undefined ? () => options.clock.now() : undefined);
  return [
    sesSource(ses.lease, connection, options, sesLimiter),
    pinpointSource(pinpoint.lease, connection, options, end, pinpointLimiter),
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
