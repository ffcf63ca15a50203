import type { Account } from '../connections/account';
import type { Accounts } from '../connections/accounts';
import type { Clock } from '../base/clock';
import { Disposables, type Disposable } from '../base/disposable';
import { explain } from '../failures/explain';
import { failureOf, type ServiceFailure } from '../failures/failure';
import { keyOf, mayChange, type ImportJob, type JobRef } from '../jobs/job';
import type { JobStore } from '../jobs/jobStore';
import { unpromptedPurpose, userPurpose, type Purpose } from '../base/request';
import type { JobSource } from '../jobs/source';
import type { DetailsModel } from './model';

interface ShownJobDependencies {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly clock: Clock;
  /** Called when the job, its account or the state of its read has changed. */
  readonly onChange: () => void;
  readonly onFailure: (failure: ServiceFailure) => void;
}

/** Delay in milliseconds before a selected job is requested, so that moving through a list sends no requests. */
const selectionDelay = 150;

/** The job that a panel shows, kept up to date. Requests the details that its list left out. */
export class ShownJob extends Disposables {
  readonly #dependencies: ShownJobDependencies;
  #connection: string;
  #ref: JobRef;
  #account: Account | undefined;
  #source: JobSource | undefined;
  #read: DetailsModel['read'] | undefined;
  /** Why the last read failed; `undefined` if it succeeded. */
  #failedBy: ServiceFailure['kind'] | undefined;
  #delayedRead: Disposable | undefined;
  /** Listens for the account's recovery from a credential error. */
  #listening: Disposable | undefined;
  /** Reason for which details were last requested, so that a failing read is not repeated forever. */
  #requestedFor: string | undefined;
  /** Incremented for each job shown, so that results for earlier jobs are ignored. */
  #generation = 0;

  constructor(connection: string, ref: JobRef, dependencies: ShownJobDependencies, purpose = userPurpose) {
    super();
    this.#connection = connection;
    this.#ref = ref;
    this.#dependencies = dependencies;
    this.add(
      dependencies.store.onDidSee(({ connectionId, keys }) => {
        if (this.#isOurs(connectionId, keys)) {
          this.#wasRead();
          dependencies.onChange();
          this.#readWhatIsMissing(unpromptedPurpose);
        }
      }),
    );
    this.add(
      dependencies.store.onDidChange(({ connectionId, removed }) => {
        if (this.#isOurs(connectionId, removed)) {
          dependencies.onChange();
        }
      }),
    );
    this.add(
      dependencies.accounts.onDidChange(() => {
        if (this.#isReplaced) {
          // A change of settings must not prompt the user.
          void this.#begin(0, unpromptedPurpose);
        }
      }),
    );
    this.add(
      dependencies.accounts.onDidChangeServices(({ account }) => {
        if (account === this.#account && this.job === undefined) {
          // The job's service was hidden or is shown again.
          void this.#begin(0, unpromptedPurpose);
        }
      }),
    );
    void this.#begin(0, purpose);
  }

  /** The connection's account; `undefined` if it was removed. */
  get account(): Account | undefined {
    return this.#account;
  }

  /** The job's source, known once its account is connected. */
  get source(): JobSource | undefined {
    return this.#source;
  }

  /** The job as last read; `undefined` before its first read or once it was deleted. */
  get job(): ImportJob | undefined {
    return this.#dependencies.store.get(this.#connection, keyOf(this.#ref));
  }

  /** State of the last read; `undefined` before the first one. */
  get read(): DetailsModel['read'] | undefined {
    return this.#read;
  }

  show(connection: string, ref: JobRef, purpose = userPurpose): void {
    this.#connection = connection;
    this.#ref = ref;
    void this.#begin(selectionDelay, purpose);
  }

  /** Requests every detail. Never rejects: see {@link read}. */
  async readAgain(purpose = userPurpose): Promise<void> {
    const generation = this.#generation;
    this.#read = { state: 'loading' };
    this.#failedBy = undefined;
    this.#dependencies.onChange();
    let read: DetailsModel['read'];
    let failedBy: ServiceFailure['kind'] | undefined;
    try {
      const source = await this.#findSource(generation);
      // There is no source if the settings hide the service.
      await (source && this.#account?.getJob(this.#ref, purpose));
      read = { state: 'ready', at: this.#dependencies.clock.now() };
    } catch (error) {
      const failure = failureOf(error);
      failedBy = failure.kind;
      this.#dependencies.onFailure(failure);
      const { sentence, next, step } = explain(failure);
      read = { state: 'failed', sentence, next, action: step === 'showLog' ? 'showLog' : 'refresh' };
    }
    if (generation === this.#generation) {
      this.#read = read;
      this.#failedBy = failedBy;
      this.#dependencies.onChange();
    }
  }

  override dispose(): void {
    this.#generation++;
    this.#delayedRead?.dispose();
    this.#listening?.dispose();
    super.dispose();
  }

  #isOurs(connectionId: string, keys: readonly string[]): boolean {
    return connectionId === this.#connection && !this.#isReplaced && keys.includes(keyOf(this.#ref));
  }

  /**
   * Handles any response that contains the job, even one not requested here: the job is up to date, and a failure may
   * be resolved.
   */
  #wasRead(): void {
    const { job } = this;
    if (this.#read === undefined || this.#read.state === 'loading' || job === undefined) {
      return;
    }
    if (this.#read.state === 'ready' || job.complete || mayChange(job)) {
      this.#read = { state: 'ready', at: this.#dependencies.clock.now() };
    }
    if (this.#failedBy === 'network' || this.#failedBy === 'credentials') {
      // After any other failure, a response to another call does not mean that a retry can succeed.
      this.#requestedFor = undefined;
    }
    this.#failedBy = undefined;
  }

  /** Whether the connection has a new account. The jobs of the previous one were dropped, not deleted. */
  get #isReplaced(): boolean {
    return this.#dependencies.accounts.get(this.#connection) !== this.#account;
  }

  async #begin(delay: number, purpose: Purpose): Promise<void> {
    const generation = ++this.#generation;
    const { accounts, clock, onChange } = this.#dependencies;
    this.#delayedRead?.dispose();
    this.#account = accounts.get(this.#connection);
    this.#listening?.dispose();
    this.#listening = this.#account?.onDidRecover(() => {
      if (this.#failedBy === 'credentials') {
        void this.readAgain(unpromptedPurpose);
      }
    });
    this.#failedBy = undefined;
    this.#source = undefined;
    this.#requestedFor = undefined;
    this.#read = this.job?.complete === true ? { state: 'ready', at: clock.now() } : { state: 'loading' };
    // `onChange` needs the source. If the job is known, its account is connected, so this does not wait.
    await (this.job === undefined ? undefined : this.#findSource(generation).catch(() => undefined));
    if (generation !== this.#generation) {
      return;
    }
    onChange();
    this.#delayedRead = clock.after(delay, () => {
      this.#delayedRead = undefined;
      if (this.job === undefined && this.#account !== undefined) {
        void this.readAgain(purpose);
      } else {
        this.#readWhatIsMissing(purpose);
      }
    });
  }

  async #findSource(generation: number): Promise<JobSource | undefined> {
    const ref = this.#ref;
    const sources = await this.#account?.sources();
    const found = sources?.find((source) => source.service === ref.service && source.hides?.(ref) !== true);
    if (generation === this.#generation) {
      this.#source = found;
    }
    return found;
  }

  /** Requests the details that the job's list left out. */
  #readWhatIsMissing(purpose: Purpose): void {
    const { job } = this;
    if (job === undefined || job.complete || this.#delayedRead !== undefined) {
      return;
    }
    // While the job is in progress, its list has the counts. Other details are read once, and again when it has
    // finished.
    const reason = mayChange(job) ? 'running' : job.status;
    if (this.#requestedFor !== reason) {
      this.#requestedFor = reason;
      void this.readAgain(purpose);
    }
  }
}
