import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventually } from '../support/eventually';
import { run } from '../support/vscode/run';
import { Workbench } from '../support/workbench';

const name = 'Import Jobs for Amazon SES, Customer Profiles and Pinpoint';

/** VS Code drops relative and `data:` addresses there (microsoft/vscode-vsce#1196). */
describe("The extension's page in the Extensions view", () => {
  let workbench: Workbench;

  async function openPage(): Promise<void> {
    await workbench.page.locator('.extensions-list').getByText(name, { exact: true }).click();
    await workbench.webview().getByRole('heading', { level: 1, name }).waitFor();
  }

  before(async () => {
    workbench = await Workbench.start();
    await workbench.prepare(async () => {
      await workbench.page.getByRole('tab', { name: /^Extensions/ }).click();
      await openPage();
    });
  });
  after(() => workbench.stop());

  it('draws the tree in text while it has no pictures', async () => {
    assert.equal(await workbench.webview().locator('img').count(), 0);
    await workbench.webview().locator('pre', { hasText: '▾ Suppression list' }).waitFor();
  });

  it('has only links to web pages', async () => {
    const links = workbench.webview().locator('a:not(#scroll-to-top)');
    const hrefs = await links.evaluateAll((anchors) => anchors.map((anchor) => anchor.getAttribute('href')));
    assert.ok(hrefs.length > 0);
    assert.deepEqual(
      hrefs.filter((href) => href?.startsWith('https://') !== true),
      [],
    );
  });

  it('shows every picture once it is packaged with their address', async () => {
    const vsix = resolve('out/published.vsix');
    const base = 'https://pictures.invalid/import-jobs/';
    await run(process.execPath, ['test/support/package.mjs', vsix], {
      env: { ...process.env, IMPORT_JOBS_PICTURES: base },
    });
    // Stands in for the web.
    await workbench.page.route(`${base}**`, (route) => {
      const path = resolve(new URL(route.request().url()).pathname.replace('/import-jobs/', ''));
      return route.fulfill({ path });
    });
    await workbench.installExtension(vsix);
    await workbench.reload();
    await openPage();
    const pictures = workbench.webview().locator('img');
    const widths = await eventually(async () => {
      const loaded = await pictures.evaluateAll((images) =>
        images.map((image) => (image instanceof HTMLImageElement && image.complete ? image.naturalWidth : undefined)),
      );
      assert.ok(!loaded.includes(undefined), 'A picture is still loading.');
      return loaded;
    });
    assert.ok(!widths.includes(0), `A picture is broken: ${String(widths)}`);
    assert.equal(widths.length, readFileSync('README.md', 'utf8').match(/!\[/g)?.length);
    await workbench.screenshot('extension-page');
    // Other files use the same page.
    await workbench.page.unroute(`${base}**`);
  });
});
