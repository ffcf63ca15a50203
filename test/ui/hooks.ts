import type { RootHookObject } from 'mocha';
import { running } from '../support/workbench';

/** Mocha calls these around every test of the suite. */
export const uiHooks: RootHookObject = {
  async afterEach(this: Mocha.Context) {
    const { currentTest } = this;
    if (currentTest?.state !== 'failed') return;
    await keepEvidence(currentTest.fullTitle());
  },
};

/** Of every workbench on screen. */
export async function keepEvidence(title: string): Promise<void> {
  for (const workbench of running) await workbench.saveEvidence(title);
}
