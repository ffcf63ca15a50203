import type { Connection } from '../core/connections/connection';
import { ServiceError } from '../core/failures/failure';
import type { Transport } from '../core/base/http';
import type { JobSource } from '../core/jobs/source';
import { Clients, type ClientConfig } from './requests/clients';
import { credentialsOf } from './credentials/credentials';
import type { ReadingOptions } from './requests/readingOptions';
import { accessTo, type Service } from './sdkService';

/**
 * Creates the sources of a connection, one for each service, without sending requests.
 * @param transport replaces the network and needs no credentials
 * @throws ServiceError `setting`
 */
export function connectTo(
  services: readonly Service[],
  connection: Connection,
  options: ReadingOptions,
  transport?: Transport,
): readonly JobSource[] {
  if (connection.problem !== undefined) {
    throw new ServiceError({ kind: 'setting', reason: connection.problem });
  }
  const clients = new Clients(
    connection,
    transport,
    () => credentialsOf(connection, options.askForMfa),
    options.closed,
  );
  options.onRenew?.(() => clients.renew());
  const configure = (config: ClientConfig) => identifying(config, options);
  return services.map(({ description, source }) =>
    source(accessTo(description, connection, { ...options, clients, transport, configure }), options),
  );
}

/** Makes a client report the account of its credentials. */
function identifying(config: ClientConfig, { identified }: ReadingOptions): ClientConfig {
  const { credentials } = config;
  if (typeof credentials !== 'function') {
    return config;
  }
  return {
    ...config,
    credentials: async () => {
      const found = await credentials();
      identified?.(found.accountId);
      return found;
    },
  };
}
