import { isDeepStrictEqual } from 'node:util';
import type { Account, AccountEvents } from './account';
import type { Connection } from './connection';
import type { Disposable } from '../base/disposable';
import { Emitter, type ReportError } from '../base/emitter';
import type { ServiceFailure } from '../failures/failure';
import type { Folder } from '../jobs/folder';
import type { JobSource } from '../jobs/source';

interface FolderChange {
  readonly connection: Connection;
  readonly folder: Folder;
}

interface Poll {
  readonly connection: Connection;
  readonly source: JobSource;
  readonly failure: ServiceFailure | undefined;
}

interface ServicesChange {
  readonly account: Account;
  /** The services now shown. */
  readonly sources: readonly JobSource[];
}

/** The accounts of the configured connections, in the setting's order. */
export class Accounts implements Disposable {
  readonly #open: (connection: Connection, events: AccountEvents) => Account;
  readonly #identityOf: (connectionId: string) => string | undefined;
  readonly #changed: Emitter<undefined>;
  readonly #folderChanged: Emitter<FolderChange>;
  readonly #polled: Emitter<Poll>;
  readonly #credentialsChanged: Emitter<Account>;
  readonly #servicesChanged: Emitter<ServicesChange>;
  #willConnect: (connection: Connection) => Promise<void> = () => Promise.resolve();
  #accounts: readonly Account[] = [];

  /**
   * @param open creates the account of a connection, without sending requests
   * @param identityOf returns the AWS account ID of a connection, once known
   * @param report receives what listeners throw
   */
  constructor(
    open: (connection: Connection, events: AccountEvents) => Account,
    identityOf: (connectionId: string) => string | undefined = () => undefined,
    report?: ReportError,
  ) {
    this.#changed = new Emitter(report);
    this.#folderChanged = new Emitter(report);
    this.#polled = new Emitter(report);
    this.#credentialsChanged = new Emitter(report);
    this.#servicesChanged = new Emitter(report);
    this.#open = open;
    this.#identityOf = identityOf;
  }

  get all(): readonly Account[] {
    return this.#accounts;
  }

  get(connectionId: string): Account | undefined {
    return this.#accounts.find(({ connection }) => connection.id === connectionId);
  }

  /**
   * Returns a name for a job. It is unique across connections, but the same for connections known to share an AWS
   * account and region.
   * @param key the job's key within its connection
   */
  jobName(connectionId: string, key: string): string {
    const identity = this.#identityOf(connectionId);
    const region = this.get(connectionId)?.connection.region;
    return JSON.stringify(
      identity === undefined || region === undefined ? [connectionId, key] : [identity, region, key],
    );
  }

  /** Fires when an account was added, removed or replaced. */
  onDidChange(listener: () => void): Disposable {
    return this.#changed.listen(listener);
  }

  /** Fires when a read of a folder began, succeeded or failed. */
  onDidChangeFolder(listener: (change: FolderChange) => void): Disposable {
    return this.#folderChanged.listen(listener);
  }

  /** Fires when a service's jobs in progress were polled, with or without a failure. */
  onDidPoll(listener: (poll: Poll) => void): Disposable {
    return this.#polled.listen(listener);
  }

  /** Fires when an account can no longer reach AWS, or can again: see {@link Account.credentialError}. */
  onDidChangeCredentials(listener: (account: Account) => void): Disposable {
    return this.#credentialsChanged.listen(listener);
  }

  /** Fires when a setting has shown or hidden services or lists of a connected account. */
  onDidChangeServices(listener: (change: ServicesChange) => void): Disposable {
    return this.#servicesChanged.listen(listener);
  }

  /** Sets work that every account awaits before it connects. If the work fails, so does connecting. */
  beforeConnecting(prepare: (connection: Connection) => Promise<void>): void {
    this.#willConnect = prepare;
  }

  /**
   * Adjusts the polling of all accounts. Call when its interval may have changed: the view was shown, a setting
   * changed.
   */
  updatePolling(): void {
    for (const account of this.#accounts) {
      account.updatePolling();
    }
  }

  /** Applies settings that show and hide services and lists. Call when one may have changed. */
  updateServices(): void {
    for (const account of this.#accounts) {
      account.updateServices();
    }
  }

  /** Opens and closes accounts to match `connections`, keeping those of unchanged connections. */
  set(connections: readonly Connection[]): void {
    const before = this.#accounts;
    this.#accounts = connections.map(
      (connection) =>
        before.find((account) => isDeepStrictEqual(account.connection, connection)) ??
        this.#open(connection, this.#eventsOf(connection)),
    );
    const closed = before.filter((account) => !this.#accounts.includes(account));
    for (const account of closed) {
      account.dispose();
    }
    this.#changed.fire(undefined);
  }

  dispose(): void {
    for (const account of this.#accounts) {
      account.dispose();
    }
    this.#accounts = [];
  }

  #eventsOf(connection: Connection): AccountEvents {
    return {
      beforeConnecting: () => this.#willConnect(connection),
      onFolderChange: (folder) => this.#folderChanged.fire({ connection, folder }),
      onPoll: (source, failure) => this.#polled.fire({ connection, source, failure }),
      onCredentialError: (account) => this.#credentialsChanged.fire(account),
      onServicesChange: (account, sources) => this.#servicesChanged.fire({ account, sources }),
    };
  }
}
