import type { AwsCredentialIdentity, Provider, RetryStrategyV2 } from '@smithy/types';
import type { Connection } from '../core/connection';
import type { Transport } from '../core/http';
import type { ServiceDescription } from '../core/service';
import { sampleCredentials, type CredentialSearch } from './credentials';
import { sdkConfigOf, serviceSettingsOf } from './clientSettings';
import { ClientUse, type SdkClient } from './clientUse';
import { handlerOf } from './handler';
import { singleAttempt } from './retries';
import { stamping } from './sentAs';

/** What the SDK's client of any service is made with. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: Provider<AwsCredentialIdentity> | AwsCredentialIdentity;
  readonly requestHandler: ReturnType<typeof handlerOf>;
  readonly retryStrategy: RetryStrategyV2;
  readonly profile?: string;
  readonly endpoint?: string;
  /** The settings are those given here. */
  readonly ignoreConfiguredEndpointUrls: true;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
}

/** A client for one call. */
export interface Lease<T> {
  readonly client: T;
  readonly region: string;
  /** To be told when its credentials were refused: later clients are made with what the AWS files say by then. */
  readonly refused: () => void;
}

export type ClientOf<T> = (mayPrompt: boolean) => Promise<Lease<T>>;

/** The clients of one service. */
export interface ServiceClients<T> {
  /** Waits for the credentials too. */
  readonly lease: ClientOf<T>;
}

interface MadeClient<T> {
  readonly client: T;
  readonly use: ClientUse;
}

/** A client that is made, or being made. */
interface Made<T> {
  readonly done: Promise<MadeClient<T>>;
}

/** What a connection's requests are signed with, until it is refused. */
interface Credentials {
  readonly find: CredentialSearch;
  /** Returns those found last: each call waits for {@link find} first. */
  readonly sign: Provider<AwsCredentialIdentity>;
}

/** The clients of one connection, which share its credentials. Each is made when it is first used. */
export class Clients {
  readonly #connection: Connection;
  readonly #transport: Transport | undefined;
  readonly #closed: AbortSignal | undefined;
  readonly #search: () => CredentialSearch;
  /** Each ends a client when its requests in flight are done. */
  readonly #retirements: (() => void)[] = [];
  #accountId: string | undefined;
  #credentials: Credentials;

  /**
   * @param search begins anew to look for the connection's credentials; those of a transport are made up
   * @param closed ends the clients, with the connections that they keep open
   */
  constructor(
    connection: Connection,
    transport: Transport | undefined,
    search: () => CredentialSearch,
    closed?: AbortSignal,
  ) {
    this.#connection = connection;
    this.#transport = transport;
    this.#closed = closed;
    this.#search = search;
    this.#credentials = this.#newCredentials();
  }

  of<T extends SdkClient>(service: ServiceDescription, make: (config: ClientConfig) => T): ServiceClients<T> {
    let made: Made<T> | undefined;
    const end = (how: (made: MadeClient<T>) => void) => {
      made?.done.then(how, () => undefined);
      made = undefined;
    };
    this.#retirements.push(() => end(({ use }) => use.retire()));
    this.#closed?.addEventListener('abort', () => end(({ client }) => client.destroy()), { once: true });
    const clientFor = async (credentials: Credentials): Promise<T> => {
      const mine = (made ??= { done: this.#makeClient(service, credentials, make) });
      try {
        return (await mine.done).client;
      } catch (error) {
        // A wrong setting, which may be right the next time.
        if (made === mine) {
          made = undefined;
        }
        throw error;
      }
    };
    const lease: ClientOf<T> = async (mayPrompt) => {
      const credentials = this.#credentials;
      const client = await clientFor(credentials);
      // Before the call waits for the rate limiter: only here is it known whether it may prompt.
      ({ accountId: this.#accountId } = await credentials.find(mayPrompt));
      return {
        client,
        region: this.#connection.region,
        refused: () => this.#refused(credentials),
      };
    };
    return { lease };
  }

  /** The account of the credentials that were used last, where they say so. */
  get accountId(): string | undefined {
    return this.#accountId;
  }

  /** Forgets the credentials, and the clients with them: what comes next is done with those that the AWS files lead to now. */
  renew(): void {
    this.#credentials = this.#newCredentials();
    for (const retire of this.#retirements) {
      retire();
    }
  }

  #refused(credentials: Credentials): void {
    // Another call may have been refused before: then there are others already.
    if (credentials === this.#credentials) {
      this.renew();
    }
  }

  #newCredentials(): Credentials {
    const search = this.#transport === undefined ? this.#search() : () => Promise.resolve(sampleCredentials);
    let found: AwsCredentialIdentity | undefined;
    return {
      find: async (mayPrompt) => (found = await search(mayPrompt)),
      sign: async () => found ?? search(false),
    };
  }

  async #makeClient<T extends SdkClient>(
    service: ServiceDescription,
    credentials: Credentials,
    make: (config: ClientConfig) => T,
  ): Promise<MadeClient<T>> {
    const client = stamping(make(await this.#configOf(service, credentials)));
    return { client, use: new ClientUse(client) };
  }

  async #configOf(service: ServiceDescription, { sign }: Credentials): Promise<ClientConfig> {
    const { region, profile } = this.#connection;
    const config = {
      region,
      credentials: sign,
      retryStrategy: singleAttempt,
      ignoreConfiguredEndpointUrls: true,
    } as const;
    if (this.#transport !== undefined) {
      return { ...config, requestHandler: handlerOf(this.#transport) };
    }
    return {
      ...config,
      ...sdkConfigOf(await serviceSettingsOf(this.#connection, service)),
      ...(profile === undefined ? {} : { profile }),
    };
  }
}
