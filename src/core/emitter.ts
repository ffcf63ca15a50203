import type { Disposable } from './disposable';

/** Receives an error that its cause cannot handle: a listener's, which must stop nothing else. */
export type ReportError = (error: unknown) => void;

/** Leaves an error to the host, as one that nothing has caught. */
export const leaveToHost: ReportError = (error) =>
  queueMicrotask(() => {
    throw error instanceof Error ? error : new Error(String(error));
  });

/** Calls a listener. What it throws is reported, and not thrown. */
export function notify(listener: () => void, report: ReportError): void {
  try {
    listener();
  } catch (error) {
    report(error);
  }
}

/** Notifies its listeners, each of them whatever the others throw. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => void>();
  readonly #report: ReportError;

  constructor(report = leaveToHost) {
    this.#report = report;
  }

  listen(listener: (value: T) => void): Disposable {
    // A wrapper, so that one function may listen twice.
    const entry = (value: T) => listener(value);
    this.#listeners.add(entry);
    return { dispose: () => this.#listeners.delete(entry) };
  }

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      notify(() => listener(value), this.#report);
    }
  }
}
