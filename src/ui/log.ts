import { version, window, type LogOutputChannel } from 'vscode';
import type { Accounts } from '../core/connections/accounts';
import { Disposables, type Disposable } from '../core/base/disposable';
import type { ServiceFailure } from '../core/failures/failure';
import type { Folder } from '../core/jobs/folder';
import { redact } from '../core/text/redact';

/** The extension's log. Everything logged is redacted. */
export class Log implements Disposable {
  readonly #version: string;
  #made: LogOutputChannel | undefined;
  #isDisposed = false;

  /** @param version the extension's version */
  constructor(version: string) {
    this.#version = version;
  }

  trace(line: string): void {
    this.#channel?.trace(redact(line));
  }

  info(line: string): void {
    this.#channel?.info(redact(line));
  }

  failure(what: string, failure: ServiceFailure): void {
    const { kind, operation = '-', httpStatus = '-', requestId = '-', detail = '' } = failure;
    this.#channel?.warn(redact(`${what}: ${kind}, ${operation}, HTTP ${httpStatus}, request ${requestId}: ${detail}`));
  }

  show(): void {
    this.#channel?.show();
  }

  /** Closes the log. Later lines, such as those of requests in flight, are dropped, because a closed channel throws. */
  dispose(): void {
    this.#isDisposed = true;
    this.#made?.dispose();
  }

  /** The channel, created with the first line, because it creates a file. */
  get #channel(): LogOutputChannel | undefined {
    if (this.#isDisposed) {
      return undefined;
    }
    if (this.#made === undefined) {
      this.#made = window.createOutputChannel('Import Jobs', { log: true });
      // eslint-disable-next-line texts/translated -- for the log
      this.#made.info(`Import Jobs ${this.#version}, VS Code ${version}`);
    }
    return this.#made;
  }
}

/** Logs the connections, each read of a list, and each failure of a list or poll. */
export function logActivity(accounts: Accounts, log: Log): Disposable {
  const lifetime = new Disposables();
  const reading = new WeakSet<Folder>();
  const logConnections = () => {
    const labels = accounts.all.map(({ connection }) => connection.label);
    log.info(`Connections: ${labels.join(', ') || 'none'}`);
  };
  logConnections();
  lifetime.add(accounts.onDidChange(logConnections));
  lifetime.add(
    accounts.onDidChangeFolder(({ connection, folder }) => {
      const what = `${connection.label}, ${folder.branch.label}`;
      if (folder.state.kind === 'loading') {
        reading.add(folder);
      } else if (reading.delete(folder) && folder.failure === undefined) {
        log.info(`${what}: ${folder.readCount} read${folder.hasMore ? ', more to load' : ''}`);
      }
      if (folder.failure !== undefined) {
        log.failure(what, folder.failure);
      }
    }),
  );
  lifetime.add(
    accounts.onDidPoll(({ connection, source, failure }) => {
      if (failure !== undefined) {
        log.failure(`${connection.label}, ${source.root.label}, polling`, failure);
      }
    }),
  );
  return lifetime;
}
