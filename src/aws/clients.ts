import type { AwsCredentialIdentity, Provider, RetryStrategyV2 } from '@smithy/types';
import type { Connection } from '../core/connection';
import type { Transport } from '../core/http';
import { madeUpCredentials } from './credentials';
import { endpointOf, type EndpointName } from './endpoint';
import { handlerOf } from './handler';
import { singleAttempt } from './retries';
import { stamping, type Stampable } from './sentAs';

/** What the SDK's client of any service is made with. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: Provider<AwsCredentialIdentity> | AwsCredentialIdentity;
  readonly requestHandler: ReturnType<typeof handlerOf>;
  readonly retryStrategy: RetryStrategyV2;
  readonly profile?: string;
  readonly endpoint?: string;
  readonly ignoreConfiguredEndpointUrls?: boolean;
}

/** A client for one call. */
export interface Lease<T> {
  readonly client: T;
  readonly region: string;
  /** To be told when its credentials were refused: later clients are made with what the AWS files say by then. */
  readonly refused: () => void;
}

export type ClientOf<T> = () => Promise<Lease<T>>;

/** The clients of one service. */
export interface ServiceClients<T> {
  /** Waits for the credentials too. */
  readonly lease: ClientOf<T>;
  /** For what needs no credentials: to know how the client is set up. */
  readonly client: () => Promise<T>;
}

/** The clients of one connection, which share its credentials. Each is made when it is first used. */
export class Clients {
  readonly #connection: Connection;
  readonly #transport: Transport | undefined;
  readonly #closed: AbortSignal | undefined;
  readonly #search: () => Provider<AwsCredentialIdentity>;
  #accountId: string | undefined;
  #credentials: ClientConfig['credentials'];

  /**
   * @param search begins anew to look for the connection's credentials; those of a transport are made up
   * @param closed ends the clients, with the connections that they keep open
   */
  constructor(
    connection: Connection,
    transport: Transport | undefined,
    search: () => Provider<AwsCredentialIdentity>,
    closed?: AbortSignal,
  ) {
    this.#connection = connection;
    this.#transport = transport;
    this.#closed = closed;
    this.#search = search;
    this.#credentials = this.#newCredentials();
  }

  of<T extends Stampable & { destroy(): void }>(
    service: EndpointName,
    make: (config: ClientConfig) => T,
  ): ServiceClients<T> {
    let made: { readonly credentials: ClientConfig['credentials']; readonly client: Promise<T> } | undefined;
    const end = () => {
      made?.client.then(
        (client) => {
          client.destroy();
        },
        () => undefined,
      );
    };
    this.#closed?.addEventListener('abort', end, { once: true });
    const clientFor = (credentials: ClientConfig['credentials']) => {
      if (made?.credentials !== credentials) {
        made = { credentials, client: this.#configOf(service, credentials).then((config) => stamping(make(config))) };
      }
      return made.client.catch((error: unknown) => {
        // A wrong setting, which may be right the next time.
        made = undefined;
        throw error;
      });
    };
    const lease = async () => {
      const credentials = this.#credentials;
      const client = await clientFor(credentials);
      if (typeof credentials === 'function') {
        // Before the call waits for its turn: whether somebody may be asked for an MFA code is known here.
        ({ accountId: this.#accountId } = await credentials());
      }
      return {
        client,
        region: this.#connection.region,
        refused: () => {
          this.#refused(credentials);
        },
      };
    };
    return { lease, client: () => clientFor(this.#credentials) };
  }

  /** The account of the credentials that were used last, where they say so. */
  get accountId(): string | undefined {
    return this.#accountId;
  }

  /** Forgets the credentials, and the clients with them: what comes next is done with those that the AWS files lead to now. */
  renew(): void {
    this.#credentials = this.#newCredentials();
  }

  #refused(credentials: ClientConfig['credentials']): void {
    // Another call may have been refused before: then there are others already.
    if (credentials === this.#credentials) {
      this.#credentials = this.#newCredentials();
    }
  }

  #newCredentials(): ClientConfig['credentials'] {
    return this.#transport === undefined ? this.#search() : madeUpCredentials;
  }

  async #configOf(service: EndpointName, credentials: ClientConfig['credentials']): Promise<ClientConfig> {
    const { region, profile } = this.#connection;
    const config = { region, credentials, requestHandler: handlerOf(this.#transport), retryStrategy: singleAttempt };
    if (this.#transport !== undefined) {
      return { ...config, ignoreConfiguredEndpointUrls: true };
    }
    if (profile === undefined) {
      return config;
    }
    const endpoint = await endpointOf(profile, service);
    return { ...config, profile, ignoreConfiguredEndpointUrls: true, ...(endpoint === undefined ? {} : { endpoint }) };
  }
}
