import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

const key = Symbol.for('import-jobs.cleanups');
const shared = globalThis as unknown as { [key]: Set<() => void> | undefined };

/** On `globalThis`, since every bundled test file has its own copy of this module, and a process should listen once. */
const cleanups = (shared[key] ??= listen());

function listen(): Set<() => void> {
  const wanted = new Set<() => void>();
  process.on('exit', () => {
    for (const cleanup of wanted) cleanup();
  });
  // Without a listener a signal ends the process with no `exit` event.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
  }
  return wanted;
}

/** Runs a cleanup when this process ends, normally, by an exception or by a signal. Returns a function that cancels it. */
export function onExit(cleanup: () => void): () => void {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

export interface TemporaryFolder {
  readonly path: string;
  remove(): void;
}

/** Creates a folder that is deleted when the process ends, or earlier. */
export function temporaryFolder(prefix = join(tmpdir(), 'import-jobs-')): TemporaryFolder {
  const path = mkdtempSync(prefix);
  const remove = () => {
    callOff();
    // Retries, since processes that write here may still be ending.
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  const callOff = onExit(remove);
  return { path, remove };
}
