import type { Disposable } from './disposable';

/** Receives errors that must not stop their caller, such as a listener's. */
export type ReportError = (error: unknown) => void;

/** Rethrows an error as uncaught, for the host to report. */
export const leaveToHost: ReportError = (error) =>
  queueMicrotask(() => {
    throw error instanceof Error ? error : new Error(String(error));
  });

/** Calls a listener and reports what it throws. */
export function notify(listener: () => void, report: ReportError): void {
  try {
    listener();
  } catch (error) {
    report(error);
  }
}

/** Notifies all its listeners, even when some throw. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #report: ReportError;

  constructor(report = leaveToHost) {
    this.#report = report;
  }

  readonly listen = (listener: (value: T) => void): Disposable => {
    // A wrapper lets the same function be added twice.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      notify(() => listener(value), this.#report);
    }
  }
}
