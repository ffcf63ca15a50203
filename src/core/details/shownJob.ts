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

export interface ShownJobParts {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly clock: Clock;
  /** Something of the job, of its account or of the reading is another. */
  readonly onChange: () => void;
  readonly onFailure: (failure: ServiceFailure) => void;
}

/** A job that is looked at for so long, in milliseconds, is asked for: going through a list asks for nothing. */
const rest = 150;

/** The job that somebody looks at: kept up to date, its details asked for where its list left them out. */
export class ShownJob extends Disposables {
  readonly #parts: ShownJobParts;
  #connection: string;
  #ref: JobRef;
  #account: Account | undefined;
  #source: JobSource | undefined;
  #read: DetailsModel['read'] | undefined;
  /** Why the last read failed; `undefined` where it did not. */
  #failedBy: ServiceFailure['kind'] | undefined;
  #resting: Disposable | undefined;
  /** Listens to the end of the account's credential error. */
  #listening: Disposable | undefined;
  /** The status for which every detail was asked for last, so that one failing read is not repeated for ever. */
  #askedFor: string | undefined;
  /** Only what was begun for the newest job counts. */
  #turn = 0;

  constructor(connection: string, ref: JobRef, parts: ShownJobParts, purpose = userPurpose) {
    super();
    this.#connection = connection;
    this.#ref = ref;
    this.#parts = parts;
    this.add(
      parts.store.onDidSee(({ connectionId, keys }) => {
        if (this.#isOurs(connectionId, keys)) {
          this.#wasRead();
          parts.onChange();
          this.#readWhatIsMissing(unpromptedPurpose);
        }
      }),
    );
    this.add(
      parts.store.onDidChange(({ connectionId, removed }) => {
        if (this.#isOurs(connectionId, removed)) {
          parts.onChange();
        }
      }),
    );
    this.add(
      parts.accounts.onDidChange(() => {
        if (this.#isReplaced) {
          // The settings were changed, perhaps by hand: nobody asked for the job.
          void this.#begin(0, unpromptedPurpose);
        }
      }),
    );
    void this.#begin(0, purpose);
  }

  /** The connection's account; `undefined` where it was removed. */
  get account(): Account | undefined {
    return this.#account;
  }

  /** Of the job; known as soon as its account has been connected. */
  get source(): JobSource | undefined {
    return this.#source;
  }

  /** As it was read last; `undefined` where it was not yet, or is gone. */
  get job(): ImportJob | undefined {
    return this.#parts.store.get(this.#connection, keyOf(this.#ref));
  }

  /** What the last read came to; `undefined` before there is one. */
  get read(): DetailsModel['read'] | undefined {
    return this.#read;
  }

  /** Looks at another job. */
  show(connection: string, ref: JobRef, purpose = userPurpose): void {
    this.#connection = connection;
    this.#ref = ref;
    void this.#begin(rest, purpose);
  }

  /** Asks the service for every detail. Never rejects: see {@link read}. */
  async readAgain(purpose = userPurpose): Promise<void> {
    const turn = this.#turn;
    this.#read = { state: 'loading' };
    this.#failedBy = undefined;
    this.#parts.onChange();
    let read: DetailsModel['read'];
    let failedBy: ServiceFailure['kind'] | undefined;
    try {
      await this.#account?.getJob(this.#ref, purpose);
      await this.#findSource(turn);
      read = { state: 'ready', at: this.#parts.clock.now() };
    } catch (error) {
      const failure = failureOf(error);
      failedBy = failure.kind;
      this.#parts.onFailure(failure);
      const { sentence, next, step } = explain(failure);
      read = { state: 'failed', sentence, next, action: step === 'showLog' ? 'showLog' : 'refresh' };
    }
    if (turn === this.#turn) {
      this.#read = read;
      this.#failedBy = failedBy;
      this.#parts.onChange();
    }
  }

  override dispose(): void {
    this.#turn++;
    this.#resting?.dispose();
    this.#listening?.dispose();
    super.dispose();
  }

  #isOurs(connectionId: string, keys: readonly string[]): boolean {
    return connectionId === this.#connection && !this.#isReplaced && keys.includes(keyOf(this.#ref));
  }

  /** Somebody has read it, the panel or not: it is as new as this, and what stood in the way may be over. */
  #wasRead(): void {
    const { job } = this;
    if (this.#read === undefined || this.#read.state === 'loading' || job === undefined) {
      return;
    }
    if (this.#read.state === 'ready' || job.complete || mayChange(job)) {
      this.#read = { state: 'ready', at: this.#parts.clock.now() };
    }
    if (this.#failedBy === 'network' || this.#failedBy === 'credentials') {
      // Of a failure of another kind, an answer to another question says nothing.
      this.#askedFor = undefined;
    }
    this.#failedBy = undefined;
  }

  /** An account whose connection is another now drops its jobs; they are not gone, but the new one's. */
  get #isReplaced(): boolean {
    return this.#parts.accounts.get(this.#connection) !== this.#account;
  }

  async #begin(delay: number, purpose: Purpose): Promise<void> {
    const turn = ++this.#turn;
    const { accounts, clock, onChange } = this.#parts;
    this.#resting?.dispose();
    this.#account = accounts.get(this.#connection);
    this.#listening?.dispose();
    this.#listening = this.#account?.onDidRecover(() => {
      if (this.#failedBy === 'credentials') {
        void this.readAgain(unpromptedPurpose);
      }
    });
    this.#failedBy = undefined;
    this.#source = undefined;
    this.#askedFor = undefined;
    this.#read = this.job?.complete === true ? { state: 'ready', at: clock.now() } : { state: 'loading' };
    // Whoever knows a job is connected, so it waits for nothing; but never is a change told before there is whom to ask.
    await (this.job === undefined ? undefined : this.#findSource(turn).catch(() => undefined));
    if (turn !== this.#turn) {
      return;
    }
    onChange();
    this.#resting = clock.after(delay, () => {
      this.#resting = undefined;
      if (this.job === undefined && this.#account !== undefined) {
        void this.readAgain(purpose);
      } else {
        this.#readWhatIsMissing(purpose);
      }
    });
  }

  async #findSource(turn: number): Promise<void> {
    const sources = await this.#account?.sources();
    if (turn === this.#turn) {
      this.#source = sources?.find(({ service }) => service === this.#ref.service);
    }
  }

  /** A list may leave out what people look at a job for. */
  #readWhatIsMissing(purpose: Purpose): void {
    const { job } = this;
    if (job === undefined || job.complete || this.#resting !== undefined) {
      return;
    }
    // While it runs, its lists tell the counts; the rest is read once, and again when it has ended.
    const reason = mayChange(job) ? 'running' : job.status;
    if (this.#askedFor !== reason) {
      this.#askedFor = reason;
      void this.readAgain(purpose);
    }
  }
}
