import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { eventually } from '../support/eventually';
import { Workbench } from '../support/workbench';

const name = 'Import Jobs for Amazon SES, Customer Profiles and Pinpoint';

/** VS Code drops relative and `data:` addresses there (microsoft/vscode-vsce#1196). */
describe("The extension's page in the Extensions view", () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.start();
    await workbench.prepare(async () => {
      await workbench.page.getByRole('tab', { name: /^Extensions/ }).click();
      await workbench.page.locator('.extensions-list').getByText(name, { exact: true }).click();
      await workbench.webview().getByRole('heading', { level: 1, name }).waitFor();
    });
  });
  after(() => workbench.stop());

  it('shows every picture of the packaged page', async () => {
    const embedded = readFileSync('dist/README.md', 'utf8').match(/!\[/g) ?? [];
    const pictures = workbench.webview().locator('img');
    const widths = await eventually(async () => {
      const loaded = await pictures.evaluateAll((images) =>
        images.map((image) => (image instanceof HTMLImageElement && image.complete ? image.naturalWidth : undefined)),
      );
      assert.ok(!loaded.includes(undefined), 'A picture is still loading.');
      return loaded;
    });
    assert.ok(!widths.includes(0), `A picture is broken: ${String(widths)}`);
    assert.equal(widths.length, embedded.length);
  });

  it('draws the tree in text while it has no pictures', async () => {
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
});
