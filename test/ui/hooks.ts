import type { RootHookObject } from 'mocha';
import { running } from '../support/workbench';

/** Mocha loads this in each process that runs test files. */
export const mochaHooks: RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    for (const workbench of running) await workbench.saveEvidence(currentTest.fullTitle());
  },
};
