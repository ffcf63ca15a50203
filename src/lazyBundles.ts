import type { RateLimits, ReadingOptions } from './services/sdk';
import type { AccountOptions } from './core/connections/account';
import type { Clock } from './core/base/clock';
import type { Connection } from './core/connections/connection';
import type { Disposable } from './core/base/disposable';
import { Emitter } from './core/base/emitter';
import { failureOf } from './core/failures/failure';
import type { JobStore } from './core/jobs/jobStore';
import type { Formats } from './core/text/formats';
import type { Transport } from './core/base/http';
import { Lazy } from './core/base/lazy';
import { openVirtualFile } from './ui/copies/openVirtualFile';
import { askForMfa } from './ui/connections/askForMfa';
import type { OpenedCopies } from './copies';
import type { summarize as summarizeNow } from './summary/index';
import type { csvLines } from './csv/index';
import type { Log } from './ui/log';
import { settings } from './ui/settings';

type ReadCopies = (
  uris: readonly string[],
  signal: AbortSignal,
  onProgress: (fraction: number) => void,
) => Promise<OpenedCopies>;

interface Dependencies {
  readonly store: Pick<JobStore, 'drop'>;
  readonly clock: Clock;
  readonly formats: Formats;
  readonly log: Log;
}

/** The AWS SDK, the sample account, the CSV libraries and the reader of saved copies, in bundles loaded on first use. */
export class LazyBundles implements Disposable {
  readonly #dependencies: Dependencies;
  /** AWS account IDs of credentials, by connection. */
  readonly #identities = new Map<string, string>();
  /** One per window, because it also serves its jobs' failed-records files. */
  readonly #sample = new Lazy(async () => {
    const { createSampleAccount } = await import('./services/sample');
    const { transport } = createSampleAccount({ now: () => this.#dependencies.clock.now() });
    return { transport, dispose: () => undefined };
  });
  /** One per window, because AWS counts the requests of all connections to an account together. */
  #rateLimits: RateLimits | undefined;
  /** One per window, because it keeps an opened copy until it is connected. */
  readonly #copies = new Lazy(async () => {
    const { Copies } = await import('./copies');
    return new Copies({ openVirtual: openVirtualFile, formatCount: this.#dependencies.formats.count });
  });
  readonly #held = new Emitter<number | undefined>();
  /**
   * Fires when throttling delays a request of the user, with the end of the delay in milliseconds since the epoch; with
   * `undefined` once no request is delayed.
   */
  readonly onDidHoldRequests = this.#held.listen;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  readonly connect: AccountOptions['connect'] = async (connection, closed, onRenew) => {
    if (connection.kind === 'copy') {
      return (await this.#copies.get()).connect(connection, closed);
    }
    const { connect, RateLimits } = await import('./services/sdk');
    const transport = await this.transportOf(connection);
    closed.addEventListener('abort', () => this.#identities.delete(connection.id));
    const options: ReadingOptions = {
      pageSize: settings.pageSize,
      setting: settings.ofService,
      clock: this.#dependencies.clock,
      rateLimits: this.#rateLimitsOf(RateLimits),
      closed,
      askForMfa: askForMfa(connection, closed),
      onRenew,
      identified: (accountId) => this.#identify(connection, accountId),
      formatCount: this.#dependencies.formats.count,
      trace: this.#traceOf(connection.label),
      report: (error) =>
        this.#dependencies.log.failure(`${connection.label}, an item that cannot be shown`, failureOf(error)),
    };
    return connect(connection, options, transport);
  };

  #identify({ id }: Connection, accountId: string | undefined): void {
    const before = this.#identities.get(id);
    if (accountId === undefined) {
      this.#identities.delete(id);
    } else {
      this.#identities.set(id, accountId);
    }
    if (before !== undefined && before !== accountId) {
      // The profile now leads to another account, which has other jobs.
      this.#dependencies.store.drop(id);
    }
  }

  /** Returns the AWS account ID of a connection, if its current credentials name it. */
  identityOf(connectionId: string): string | undefined {
    return this.#identities.get(connectionId);
  }

  /**
   * Returns why the AWS files rule out credentials for a connection, or why a saved copy cannot be read; `undefined` if
   * neither is known.
   */
  async profileProblem(connection: Connection) {
    if (connection.kind === 'copy') {
      return (await this.#copies.get()).problem(connection);
    }
    return (await import('./services/sdk')).profileProblem(connection);
  }

  async readProfiles() {
    return (await import('./services/sdk')).readProfiles();
  }

  async fingerprint(connection: Connection) {
    return (await import('./services/sdk')).fingerprint(connection);
  }

  async trustedCertificates(connection: Connection) {
    return (await import('./services/sdk')).trustedCertificates(connection);
  }

  /** Whether the user can sign in for a connection's credentials. */
  async canSignIn(connection: Connection): Promise<boolean> {
    return connection.kind === 'aws' && (await this.signInPlan(connection)).kind !== 'none';
  }

  /** Returns a connection's AWS account ID from its credentials or, before their first use, from the AWS files. */
  async accountOf(connection: Connection): Promise<string | undefined> {
    return this.identityOf(connection.id) ?? (await import('./services/sdk')).accountNamed(connection);
  }

  /** Returns the access portal that leads to a connection's account; `undefined` without one. */
  async accessPortal(connection: Connection) {
    return (await import('./services/sdk')).accessPortal(connection);
  }

  async signInPlan(connection: Connection) {
    return (await import('./services/sdk')).signInPlan(connection);
  }

  /** Diagnoses a connection step by step. Resolves to a report in Markdown. */
  async diagnose(connection: Connection, signal: AbortSignal, onStep: (step: string) => void): Promise<string> {
    const { diagnose, diagnosisReport, RateLimits } = await import('./services/sdk');
    const { clock, formats } = this.#dependencies;
    const trace = this.#traceOf(`${connection.label}, diagnosis`);
    const options = {
      clock,
      rateLimits: this.#rateLimitsOf(RateLimits),
      setting: settings.ofService,
      signal,
      onStep,
      trace,
      askForMfa: askForMfa(connection, signal),
    };
    return diagnosisReport(await diagnose(connection, options, await this.transportOf(connection)), formats);
  }

  /** Reads files as saved copies. Rejects when the signal is aborted. */
  readonly readCopies: ReadCopies = async (uris, signal, onProgress) =>
    (await this.#copies.get()).open(uris, { signal, onProgress });

  /** Loads the function that writes CSV. */
  readonly csvLines = async (): Promise<typeof csvLines> => (await import('./csv/index')).csvLines;

  readonly summarize: typeof summarizeNow = async (...records) =>
    (await import('./summary/index')).summarize(...records);

  /** Returns the sample account's transport; `undefined` for a connection that uses the network. */
  async transportOf({ kind }: Connection): Promise<Transport | undefined> {
    if (kind !== 'sample') {
      return undefined;
    }
    return (await this.#sample.get()).transport;
  }

  dispose(): void {
    this.#rateLimits?.dispose();
  }

  #rateLimitsOf(make: typeof RateLimits): RateLimits {
    if (this.#rateLimits === undefined) {
      this.#rateLimits = new make(this.#dependencies.clock, this.#traceOf('Calls'));
      this.#rateLimits.onDidHold((heldUntil) => this.#held.fire(heldUntil));
    }
    return this.#rateLimits;
  }

  #traceOf(what: string): (line: string) => void {
    return (line) => this.#dependencies.log.trace(`${what}: ${line}`);
  }
}
