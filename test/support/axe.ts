import assert from 'node:assert/strict';
import { source, type AxeResults, type RunOptions } from 'axe-core';
import type { Frame } from 'playwright-core';
import type { Workbench } from './workbench';

/** Returns axe-core's findings for the page in the details panel. */
export async function problemsOfPanel(workbench: Workbench): Promise<readonly string[]> {
  const body = await workbench.details().locator('body').elementHandle();
  return problemsOf((await body.ownerFrame()) ?? assert.fail());
}

export async function problemsOf(page: Pick<Frame, 'evaluate'>): Promise<readonly string[]> {
  // Loaded once for each page, since the script has half a megabyte.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(source);
  const { violations, passes } = await page.evaluate(async () => {
    const options: RunOptions = { resultTypes: ['violations'] };
    const { axe } = globalThis as unknown as {
      axe: { run: (context: Document, options: RunOptions) => Promise<AxeResults> };
    };
    return axe.run(document, options);
  });
  assert.ok(passes.length > 15, 'It looked at the page.');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
