import type { RootHookObject } from 'mocha';
import { running } from '../support/workbench';

/** Mocha loads this in each process that runs test files. */
export const mochaHooks: RootHookObject = {
  /** Saves evidence of a failed test before the hooks of its suite clean up. */
  beforeEach(this: Mocha.Context) {
    const test = this.currentTest;
    const run = test?.fn as Mocha.AsyncFunc | undefined;
    if (test === undefined || run === undefined) return;
    test.fn = async function () {
      try {
        await run.call(this as unknown as Mocha.Context);
      } catch (error) {
        for (const workbench of running) await workbench.saveEvidence(test.fullTitle());
        throw error;
      }
    };
  },
};
