import type { Account } from './account';
import type { Clock } from '../base/clock';
import type { Connection } from './connection';
import type { Disposable } from '../base/disposable';
import type { CredentialsFailure, CredentialsReason } from '../failures/failure';
import { Sequence } from '../base/sequence';

/** Hashes of the parts of the AWS files that concern a connection. */
export interface Fingerprint {
  /** Hash of its profile and the settings that the profile refers to. */
  readonly settings: string;
  /** Hash of its cached sign-in token. */
  readonly signIn: string;
}

interface Options {
  readonly accounts: () => readonly Account[];
  readonly clock: Clock;
  /** Returns the current fingerprint. Called only for connections in use. */
  readonly fingerprint: (connection: Connection) => Promise<Fingerprint>;
}

/** Delay in milliseconds before reading, because programs write a file in several steps. */
const settling = 300;

/**
 * Failures that may be resolved without a file change and are cheap to retry, without running a process or prompting.
 */
const mayPass: ReadonlySet<CredentialsReason> = new Set(['noneFound', 'rejected', 'roleRefused', 'clockSkew', 'other']);

/**
 * Whether to look up credentials again when the window gets the focus. If AWS rejected them, do so even if a process
 * provides them.
 */
function mayHavePassed({ reason, httpStatus }: CredentialsFailure): boolean {
  return mayPass.has(reason) || httpStatus !== undefined;
}

/** Reconnects a connection when the AWS files that it depends on have changed. */
export class CredentialChanges implements Disposable {
  readonly #options: Options;
  readonly #known = new Map<string, Fingerprint>();
  #timer: Disposable | undefined;
  /** Keeps one change from reconnecting a connection twice. */
  readonly #checks = new Sequence();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Records a connection's fingerprint. Call before its first use. */
  async connecting(connection: Connection): Promise<void> {
    if (connection.kind === 'aws' && connection.problem === undefined) {
      this.#known.set(connection.id, await this.#options.fingerprint(connection));
    }
  }

  /** Reconnects connections whose fingerprints differ. Call when one of the AWS files may have changed. */
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

  /**
   * Reconnects connections with a credential error that may be resolved. Call when the user returns to the window and
   * may have signed in elsewhere.
   */
  userReturned(): Promise<void> {
    return this.#check(
      ({ credentialError }) => credentialError !== undefined,
      // A list that is being read reports its own outcome and may be waiting for an MFA code.
      ({ credentialError, isReading }) => credentialError !== undefined && !isReading && mayHavePassed(credentialError),
    );
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#known.clear();
  }

  #check(concerns: (account: Account) => boolean, anyway: (account: Account) => boolean): Promise<void> {
    return this.#checks.run(async () => {
      this.#forgetClosed();
      const used = this.#options
        .accounts()
        .filter((account) => this.#known.has(account.connection.id) && concerns(account));
      await Promise.all(used.map((account) => this.#checkOne(account, anyway(account))));
    });
  }

  async #checkOne(account: Account, anyway: boolean): Promise<void> {
    const { connection } = account;
    const before = this.#known.get(connection.id);
    // Unreadable files are compared again at their next change.
    const now = await this.#options.fingerprint(connection).catch(() => undefined);
    if (before === undefined || now === undefined || !this.#known.has(connection.id)) {
      return;
    }
    this.#known.set(connection.id, now);
    const hasNewToken = before.signIn !== now.signIn;
    // Tokens are renewed regularly; working credentials do not need the new one.
    if (before.settings !== now.settings || (hasNewToken && account.credentialError !== undefined) || anyway) {
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
