import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import type { TestApi } from '../../../src/extension';
import { eventually } from '../../support/eventually';
import { FakeClock } from '../../support/fakeClock';

export interface Activated extends TestApi {
  /** The extension's own: it stands until a test lets time pass. */
  readonly time: FakeClock;
}

/** Each test file is a bundle with modules of its own, so what all share is on `globalThis`. */
const key = Symbol.for('import-jobs.activated');
const shared = globalThis as unknown as { [key]: Promise<Activated> | undefined };

/** The running extension with its view on screen, and with its clock in the tests' hands. */
export function activated(): Promise<Activated> {
  return (shared[key] ??= activate());
}

async function activate(): Promise<Activated> {
  const api = (await extensions.getExtension<TestApi | undefined>('import-jobs.import-jobs')?.activate()) ?? undefined;
  if (api === undefined) throw new Error('The extension was activated without IMPORT_JOBS_TEST.');
  const time = new FakeClock(Date.now());
  Object.assign(api.clock, {
    now: () => time.now(),
    after: (delay: number, then: () => void) => time.after(delay, then),
  });
  await commands.executeCommand('importJobs.jobs.focus');
  await eventually(() => {
    assert.ok(api.view.isVisible);
  });
  return { ...api, time };
}
