import type { Account } from './account';
import type { Clock } from './clock';
import type { Connection } from './connection';
import type { Disposable } from './disposable';
import type { CredentialsReason } from './failure';
import type { CredentialsFailure } from './trouble';

/** Hashes of what the AWS files say of a connection. */
export interface Fingerprint {
  /** Of its profile and all that this leads to. */
  readonly settings: string;
  /** Of the cached token that it signs in with. */
  readonly signIn: string;
}

interface Options {
  readonly accounts: () => readonly Account[];
  readonly clock: Clock;
  /** Asked only of connections that have been used. */
  readonly fingerprint: (connection: Connection) => Promise<Fingerprint>;
}

/** Programs write a file in several steps. Milliseconds. */
const settling = 300;

/** Failures that may be over without a change of the files, and cost nothing to look at again: no process runs, nobody is asked. */
const mayPass: ReadonlySet<CredentialsReason> = new Set(['noneFound', 'rejected', 'roleRefused', 'clockSkew', 'other']);

/** Where AWS itself refused credentials, what gives them served: a process too may be run again, once for each coming back. */
function mayHavePassed({ reason, httpStatus }: CredentialsFailure): boolean {
  return mayPass.has(reason) || httpStatus !== undefined;
}

/** Connects again when the AWS files say something else of a connection than when it was connected. */
export class CredentialChanges implements Disposable {
  readonly #options: Options;
  readonly #known = new Map<string, Fingerprint>();
  #timer: Disposable | undefined;
  #checking: Promise<void> = Promise.resolve();

  constructor(options: Options) {
    this.#options = options;
  }

  /** To be called before a connection is used for the first time. */
  async connecting(connection: Connection): Promise<void> {
    if (connection.kind === 'aws' && connection.problem === undefined) {
      this.#known.set(connection.id, await this.#options.fingerprint(connection));
    }
  }

  /** To be called when one of the AWS files may have changed. */
  filesChanged(): void {
    this.#timer?.dispose();
    this.#timer = this.#options.clock.after(settling, () => {
      this.#timer = undefined;
      void this.#check(
        () => true,
        () => false,
      );
    });
  }

  /** To be called when the user comes back to the window: they may have been signing in. */
  cameBack(): Promise<void> {
    return this.#check(
      ({ trouble }) => trouble !== undefined,
      // A list that is being read tells by itself, and may wait for an MFA code that is read off another window.
      ({ trouble, isReading }) => trouble !== undefined && !isReading && mayHavePassed(trouble),
    );
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#known.clear();
  }

  #check(concerns: (account: Account) => boolean, anyway: (account: Account) => boolean): Promise<void> {
    // One after the other, so that none is connected twice for one change.
    this.#checking = this.#checking.then(async () => {
      this.#forgetClosed();
      const used = this.#options
        .accounts()
        .filter((account) => this.#known.has(account.connection.id) && concerns(account));
      await Promise.all(used.map((account) => this.#checkOne(account, anyway(account))));
    });
    return this.#checking;
  }

  async #checkOne(account: Account, anyway: boolean): Promise<void> {
    const { connection } = account;
    const before = this.#known.get(connection.id);
    // Files that cannot be read now tell nothing; their next change does.
    const now = await this.#options.fingerprint(connection).catch(() => undefined);
    if (before === undefined || now === undefined || !this.#known.has(connection.id)) {
      return;
    }
    this.#known.set(connection.id, now);
    const hasNewToken = before.signIn !== now.signIn;
    // A token is renewed now and then. Whoever has credentials needs none.
    if (before.settings !== now.settings || (hasNewToken && account.trouble !== undefined) || anyway) {
      void account.reconnect();
    }
  }

  #forgetClosed(): void {
    const open = new Set(this.#options.accounts().map(({ connection }) => connection.id));
    for (const id of this.#known.keys()) {
      if (!open.has(id)) {
        this.#known.delete(id);
      }
    }
  }
}
