import { isDeepStrictEqual } from 'node:util';
import type { ConnectedAccount, ConnectedAccountEvents, ConnectedAccountOptions } from './connectedAccount';
import type { Connection } from './connection';
import { CredentialHealth } from './credentialHealth';
import type { Disposable } from '../base/disposable';
import { Emitter, leaveToHost, notify, type ReportError } from '../base/emitter';
import { failureOf, type CredentialsFailure, type ServiceFailure } from '../failures/failure';
import type { Folder } from '../jobs/folder';
import { InFlight } from '../base/inFlight';
import { keyOf, type ImportJob, type JobRef } from '../jobs/job';
import { Lazy } from '../base/lazy';
import { userPurpose, type Purpose } from '../base/request';
import type { Branch, JobSource } from '../jobs/source';
import { staleAge } from '../polling/presence';

export interface AccountEvents extends ConnectedAccountEvents {
  /** Resolves when the account may connect. */
  readonly beforeConnecting?: () => Promise<void>;
  /** Called when {@link Account.credentialError}, or its row, may have changed. */
  readonly onCredentialError?: (account: Account) => void;
  /** Called when services or their lists were shown or hidden, with the services now shown. */
  readonly onServicesChange?: (account: Account, sources: readonly JobSource[]) => void;
}

type Shared = 'services' | 'connection' | 'store' | 'clock' | 'random' | 'pollerSettings' | 'isWatched';

export interface AccountOptions extends AccountEvents, Pick<ConnectedAccountOptions, Shared> {
  /**
   * Creates the connection's sources, without sending requests. `closed` is aborted when they are no longer needed;
   * `onRenew` receives a function that makes them look up their credentials again.
   */
  readonly connect: (
    connection: Connection,
    closed: AbortSignal,
    onRenew: (renew: () => void) => void,
  ) => Promise<readonly JobSource[]>;
  readonly loadConnected: () => Promise<typeof ConnectedAccount>;
  /** Returns why the AWS files rule out credentials for a connection; `undefined` if they do not. Sends no requests. */
  readonly profileProblem?: (connection: Connection) => Promise<ServiceFailure | undefined>;
  /** Returns whether the user can sign in to get a connection's credentials. Sends no requests. */
  readonly canSignIn?: (connection: Connection) => Promise<boolean>;
  /** Receives what these callbacks and other listeners throw. */
  readonly report?: ReportError;
}

/**
 * One connection, which connects on first use. Disposing of it stops its requests and timers and drops its jobs;
 * responses that arrive later change nothing.
 */
export class Account implements Disposable {
  readonly connection: Connection;
  readonly #options: AccountOptions;
  readonly #abort = new AbortController();
  readonly #connected = new Lazy(() => this.#connect());
  readonly #health: CredentialHealth;
  /** Reads of single jobs in progress, by key, since the credentials last changed. */
  #reads = new InFlight<ImportJob>();
  #renewals: Emitter<undefined>;
  readonly #report: ReportError;
  readonly #recovered: Emitter<undefined>;
  /** Why a saved copy cannot be read. */
  #copyProblem: ServiceFailure | undefined;
  #canSignIn: boolean | undefined;
  /** The most recently requested single job. */
  #lastRequested: JobRef | undefined;

  constructor(options: AccountOptions) {
    this.connection = options.connection;
    this.#options = options;
    this.#report = options.report ?? leaveToHost;
    this.#recovered = new Emitter(this.#report);
    this.#renewals = new Emitter(this.#report);
    this.#health = new CredentialHealth(this.#abort.signal, () => this.#healthChanged());
  }

  /** Returns the services shown, connecting if needed. After a failure, the next call retries. */
  async sources(): Promise<readonly JobSource[]> {
    return (await this.#connected.get()).sources;
  }

  /**
   * Returns the folder of a branch, the same for each call.
   * @param source one of {@link sources}
   * @throws TypeError before the account has connected
   */
  folder(source: JobSource, branch: Branch): Folder {
    const connected = this.#connected.ifMade;
    if (connected === undefined) {
      throw new TypeError('The sources of this account were not loaded.');
    }
    return connected.folder(source, branch);
  }

  /** Why the credentials are unavailable or rejected, by the newest response. */
  get credentialError(): CredentialsFailure | undefined {
    return this.#health.credentialError;
  }

  /** Whether the user can sign in to get the credentials; `undefined` while unknown. */
  get canSignIn(): boolean | undefined {
    return this.#canSignIn;
  }

  /** Fires when the credential error is, or may be, resolved, so that failed reads can be retried. */
  onDidRecover(listener: () => void): Disposable {
    return this.#recovered.listen(listener);
  }

  /** Whether a read other than a list's had the credential error, so that no list shows it. */
  get hasOwnCredentialError(): boolean {
    return this.credentialError !== undefined && !this.#folders.some(({ failure }) => failure?.kind === 'credentials');
  }

  /**
   * Why the whole connection cannot be read: a credential error, a network failure of any of its lists, or a problem of
   * a saved copy's file.
   */
  get failure(): ServiceFailure | undefined {
    const failures = this.#folders.map(({ failure }) => failure);
    return this.credentialError ?? this.#copyProblem ?? failures.find((failure) => failure?.kind === 'network');
  }

  /** Whether a list is being read. */
  get isReading(): boolean {
    return this.#folders.some(({ state }) => state.kind === 'loading');
  }

  /**
   * Reconnects with the current credentials of the AWS files: repeats all reads in the background, including failed
   * ones. Rows stay until new ones are read. Never rejects.
   */
  async reconnect(): Promise<void> {
    this.#renewals.fire(undefined);
    this.#reads = new InFlight();
    this.#health.renew();
    this.resumePolling();
    await Promise.all([this.#checkProfile(), this.#connected.ifMade?.readAgain()]);
  }

  /** Returns the label of a branch, if it has been read. */
  labelOf(source: JobSource, branchId: string): string | undefined {
    return this.#connected.ifMade?.labelOf(source, branchId);
  }

  /**
   * Requests one job with every detail.
   * @param signal cancels this request. A request with a signal is not shared with other callers
   * @throws ServiceError
   */
  getJob(ref: JobRef, purpose = userPurpose, signal?: AbortSignal): Promise<ImportJob> {
    const read = async () => (await this.#connected.get()).getJob(ref, purpose, signal);
    this.#lastRequested = ref;
    if (signal !== undefined) {
      return this.#health.learn(read());
    }
    return this.#reads.join(keyOf(ref), () => this.#health.learn(read()));
  }

  /** Retries the job whose read had a credential error that no list shows. Never rejects: see `credentialError`. */
  async tryCredentials(): Promise<void> {
    // After a reload, it was that of a remembered job.
    const job = this.#lastRequested ?? this.#options.store.changingJobsOf(this.connection.id)[0];
    if (this.hasOwnCredentialError && job !== undefined) {
      await this.getJob(job).catch(() => undefined);
    }
  }

  /** Polls the jobs in progress at once. Never rejects: failures go to `onPoll`. */
  async refreshJobsInProgress(): Promise<void> {
    // The connection's row shows why connecting failed.
    const connected = await this.#connected.get().catch(() => undefined);
    await connected?.refreshJobsInProgress();
  }

  /** Adjusts polling. Call when its interval may have changed: the view was shown, a setting changed. */
  updatePolling(): void {
    this.#connected.ifMade?.updatePolling();
  }

  /**
   * Applies settings that show and hide services and lists, and drops the jobs of hidden ones. Call when one may have
   * changed.
   */
  updateServices(): void {
    const connected = this.#connected.ifMade;
    if (connected?.updateServices() === true) {
      notify(() => this.#options.onServicesChange?.(this, connected.sources), this.#report);
    }
  }

  /** Refreshes the first page of lists older than a minute, when the user returns to them. */
  refreshStaleLists(folders: readonly Folder[], purpose: Purpose): void {
    if (this.connection.kind === 'copy') {
      return;
    }
    for (const folder of folders) {
      // After a credential error, lists wait until the credentials change.
      if (this.credentialError === undefined && folder.isOlderThan(staleAge)) {
        void folder.refreshFirstPage(purpose);
      }
    }
  }

  /** Resumes polling that a credential error paused. Call when the credentials may work again. */
  resumePolling(): void {
    this.#connected.ifMade?.resumePolling();
  }

  dispose(): void {
    this.#abort.abort();
    this.#connected.dispose();
    this.#options.store.drop(this.connection.id);
  }

  get #folders(): readonly Folder[] {
    return this.#connected.ifMade?.folders ?? [];
  }

  async #connect(): Promise<ConnectedAccount> {
    try {
      return await this.#connectNow();
    } catch (error) {
      this.#setCopyProblem(failureOf(error));
      throw error;
    }
  }

  async #connectNow(): Promise<ConnectedAccount> {
    const renewals = new Emitter<undefined>(this.#report);
    this.#renewals = renewals;
    const { signal: closed } = this.#abort;
    await this.#options.beforeConnecting?.();
    const Connected = await this.#options.loadConnected();
    const sources = await this.#options.connect(this.connection, closed, (renew) => renewals.listen(renew));
    closed.throwIfAborted();
    await this.#checkProfile();
    return new Connected({ ...this.#options, sources, closed, health: this.#health, report: this.#report });
  }

  /** Reports problems of the profile before any list is opened, and finds out whether it has a sign-in. */
  async #checkProfile(): Promise<void> {
    const [problem, canSignIn] = await Promise.all([
      this.#options.profileProblem?.(this.connection),
      // Remains unknown if the files cannot be read.
      this.#options.canSignIn?.(this.connection).catch(() => undefined),
    ]);
    if (problem !== undefined) {
      this.#health.fails(problem);
    }
    this.#setCopyProblem(problem);
    if (canSignIn !== this.#canSignIn) {
      this.#canSignIn = canSignIn;
      notify(() => this.#options.onCredentialError?.(this), this.#report);
    }
  }

  /** Records the problem of a saved copy's file. Clears it for `undefined` and for other failures. */
  #setCopyProblem(failure: ServiceFailure | undefined): void {
    const problem = failure?.kind === 'copy' ? failure : undefined;
    if (!isDeepStrictEqual(problem, this.#copyProblem)) {
      this.#copyProblem = problem;
      notify(() => this.#options.onCredentialError?.(this), this.#report);
    }
  }

  #healthChanged(): void {
    const hasRecovered = this.credentialError === undefined;
    if (hasRecovered) {
      this.resumePolling();
    }
    notify(() => this.#options.onCredentialError?.(this), this.#report);
    if (hasRecovered) {
      this.#recovered.fire(undefined);
    }
  }
}
