import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { RootHookObject } from 'mocha';
import { openPages, startBrowser, stopBrowser } from '../support/page/barePage';

/** Mocha calls these before and after the suite and each of its tests. */
export const pageHooks: RootHookObject = {
  beforeAll: startBrowser,
  afterAll: stopBrowser,
  async afterEach(this: Mocha.Context) {
    const { currentTest } = this;
    const pages = openPages();
    if (currentTest?.state === 'failed') await keepPictures(currentTest.fullTitle());
    await Promise.all(pages.map((page) => page.close()));
    assert.deepEqual(
      pages.flatMap(({ errors, foreignRequests }) => [...errors, ...foreignRequests]),
      [],
      'The page made no error and no request of its own.',
    );
  },
};

async function keepPictures(title: string): Promise<void> {
  const folder = resolve('out/failures', title.replace(/[^\w .-]+/g, '_').slice(0, 150));
  await mkdir(folder, { recursive: true });
  for (const [index, { page }] of openPages().entries())
    await page.screenshot({ path: resolve(folder, `page-${index}.png`), fullPage: true });
  console.error(`    see ${folder}`);
}
