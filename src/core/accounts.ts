import { isDeepStrictEqual } from 'node:util';
import type { Account } from './account';
import type { Connection } from './connection';
import type { Disposable } from './disposable';
import { Emitter, type ReportError } from './emitter';

/** The accounts of the connections that are configured, in their order. */
export class Accounts implements Disposable {
  readonly #open: (connection: Connection) => Account;
  readonly #identityOf: (connectionId: string) => string | undefined;
  readonly #changed: Emitter<undefined>;
  #accounts: readonly Account[] = [];

  /**
   * @param open makes the account of a connection; asks no network
   * @param identityOf the AWS account that a connection leads to, once that is known
   * @param report receives what listeners throw
   */
  constructor(
    open: (connection: Connection) => Account,
    identityOf: (connectionId: string) => string | undefined = () => undefined,
    report?: ReportError,
  ) {
    this.#changed = new Emitter(report);
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
   * What tells a job from those of all connections: the same for two that are known to lead to one AWS account and region.
   * @param key the job's, within its connection
   */
  jobName(connectionId: string, key: string): string {
    const identity = this.#identityOf(connectionId);
    const region = this.get(connectionId)?.connection.region;
    return JSON.stringify(
      identity === undefined || region === undefined ? [connectionId, key] : [identity, region, key],
    );
  }

  /** An account came, went or is another one now. */
  onDidChange(listener: () => void): Disposable {
    return this.#changed.listen(listener);
  }

  /** Opens and closes accounts until they are those of `connections`. One whose connection is as it was is left alone. */
  set(connections: readonly Connection[]): void {
    const before = this.#accounts;
    this.#accounts = connections.map(
      (connection) =>
        before.find((account) => isDeepStrictEqual(account.connection, connection)) ?? this.#open(connection),
    );
    const gone = before.filter((account) => !this.#accounts.includes(account));
    for (const account of gone) {
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
}
