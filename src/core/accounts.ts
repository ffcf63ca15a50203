import { isDeepStrictEqual } from 'node:util';
import type { Account } from './account';
import type { Connection } from './connection';
import type { Disposable } from './disposable';
import { Emitter } from './emitter';

/** The accounts of the connections that are configured, in their order. */
export class Accounts implements Disposable {
  readonly #open: (connection: Connection) => Account;
  readonly #changed = new Emitter<undefined>();
  #accounts: readonly Account[] = [];

  /** @param open makes the account of a connection; asks no network */
  constructor(open: (connection: Connection) => Account) {
    this.#open = open;
  }

  get all(): readonly Account[] {
    return this.#accounts;
  }

  get(connectionId: string): Account | undefined {
    return this.#accounts.find(({ connection }) => connection.id === connectionId);
  }

  /** An account came, went or is another one now. */
  onDidChange(listener: () => void): Disposable {
    return this.#changed.listen(listener);
  }

  /** Opens and closes accounts until they are those of `connections`. One whose connection is as it was is left alone. */
  set(connections: readonly Connection[]): void {
    const before = this.#accounts;
    this.#accounts = connections.map(
      (connection) => before.find((account) => isDeepStrictEqual(account.connection, connection)) ?? this.#open(connection),
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
