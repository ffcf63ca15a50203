import type { AwsCredentialIdentity, Provider, RetryStrategyV2 } from '@smithy/types';
import type { Connection } from '../../core/connections/connection';
import type { Transport } from '../../core/base/http';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import { sampleCredentials, type CredentialSearch } from '../credentials/credentials';
import { sdkConfigOf, serviceSettingsOf } from './clientSettings';
import { ClientUse, type SdkClient } from './clientUse';
import { handlerOf } from './httpHandler';
import { singleAttempt } from './retries';
import { stamping } from './sentAs';

/** Configuration for an SDK client of any service. */
export interface ClientConfig {
  readonly region: string;
  readonly credentials: Provider<AwsCredentialIdentity> | AwsCredentialIdentity;
  readonly requestHandler: ReturnType<typeof handlerOf>;
  readonly retryStrategy: RetryStrategyV2;
  readonly profile?: string;
  readonly endpoint?: string;
  /** Endpoints are configured here, not by the SDK. */
  readonly ignoreConfiguredEndpointUrls: true;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
}

export interface Lease<T> {
  readonly client: T;
  readonly region: string;
  /** Discards the credentials, so that later clients re-read them. Call when AWS rejects them. */
  readonly refused: () => void;
}

/** Returns a client once the credentials are available. */
export type ClientOf<T> = (mayPrompt: boolean) => Promise<Lease<T>>;

interface MadeClient<T> {
  readonly client: T;
  readonly use: ClientUse;
}

/** A connection's credentials, used until AWS rejects them. */
interface Credentials {
  readonly find: CredentialSearch;
  /** Returns the most recently found credentials. Each call awaits {@link find} first. */
  readonly sign: Provider<AwsCredentialIdentity>;
}

/** The clients of one connection, which share its credentials. Each is created on first use. */
export class Clients {
  readonly #connection: Connection;
  readonly #transport: Transport | undefined;
  readonly #closed: AbortSignal | undefined;
  readonly #search: () => CredentialSearch;
  /** Functions that destroy a client after its requests in flight. */
  readonly #retirements: (() => void)[] = [];
  #accountId: string | undefined;
  #credentials: Credentials;

  /**
   * @param search starts a new search for the connection's credentials; unused with a transport, which has sample
   * credentials
   * @param closed destroys the clients and closes their connections when aborted
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

  /** Returns a function that leases a service's client. */
  of<T extends SdkClient>(service: ServiceDescription, make: (config: ClientConfig) => T): ClientOf<T> {
    let made: Promise<MadeClient<T>> | undefined;
    const end = (how: (made: MadeClient<T>) => void) => {
      made?.then(how, () => undefined);
      made = undefined;
    };
    this.#retirements.push(() => end(({ use }) => use.retire()));
    this.#closed?.addEventListener('abort', () => end(({ client }) => client.destroy()), { once: true });
    const clientFor = async (credentials: Credentials): Promise<T> => {
      const mine = (made ??= this.#makeClient(service, credentials, make));
      try {
        return (await mine).client;
      } catch (error) {
        // A wrong setting may be corrected before the next attempt.
        if (made === mine) {
          made = undefined;
        }
        throw error;
      }
    };
    return async (mayPrompt) => {
      const credentials = this.#credentials;
      const client = await clientFor(credentials);
      // Find the credentials now: when signing, it is unknown whether the call may prompt.
      ({ accountId: this.#accountId } = await credentials.find(mayPrompt));
      return {
        client,
        region: this.#connection.region,
        refused: () => this.#refused(credentials),
      };
    };
  }

  /** Account of the most recent credentials, if they name one. */
  get accountId(): string | undefined {
    return this.#accountId;
  }

  /** Forgets the credentials and clients, so that later calls use the current credentials of the AWS files. */
  renew(): void {
    this.#credentials = this.#newCredentials();
    for (const retire of this.#retirements) {
      retire();
    }
  }

  #refused(credentials: Credentials): void {
    // Another rejected call may have replaced them already.
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
