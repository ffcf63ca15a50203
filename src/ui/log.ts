import { window, type LogOutputChannel } from 'vscode';
import type { Accounts } from '../core/connections/accounts';
import { Disposables, type Disposable } from '../core/base/disposable';
import type { ServiceFailure } from '../core/failures/failure';
import { redact } from '../core/text/redact';

/** The extension's log. Everything logged is redacted. */
export class Log implements Disposable {
  #made: LogOutputChannel | undefined;
  #isDisposed = false;

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

  /** After this, lines logged by requests in flight are dropped, because a closed channel throws. */
  dispose(): void {
    this.#isDisposed = true;
    this.#made?.dispose();
  }

  /** Created with the first line, because it has a file. */
  get #channel(): LogOutputChannel | undefined {
    if (this.#isDisposed) {
      return undefined;
    }
    this.#made ??= window.createOutputChannel('Import Jobs', { log: true });
    return this.#made;
  }
}

/** Logs each failure of a list or a poll. */
export function logFailures(accounts: Accounts, log: Log): Disposable {
  const lifetime = new Disposables();
  lifetime.add(
    accounts.onDidChangeFolder(({ connection, folder: { branch, failure } }) => {
      if (failure !== undefined) {
        log.failure(`${connection.label}, ${branch.label}`, failure);
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
