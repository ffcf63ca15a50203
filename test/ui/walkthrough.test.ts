import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually';
import { jobIdOf, allRows } from '../support/rows';
import { showsJob } from '../support/panel';
import { Workbench } from '../support/workbench';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly [
      { readonly steps: readonly { readonly id: string; readonly media: { readonly altText: string } }[] },
    ];
  };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const [{ steps }] = contributes.walkthroughs;

describe('The walkthrough', () => {
  let workbench: Workbench;

  /** Locates a step by its id. */
  const step = (id: string): Locator => workbench.page.locator(`.getting-started-step[data-step-id$="#${id}"]`);
  const isDone = (id: string) => step(id).and(workbench.page.locator('[aria-checked=true]'));
  const press = (name: string) => workbench.page.getByRole('button', { name, exact: true }).click();

  /** Shows a step, which other editors cover. */
  async function show(id: string): Promise<void> {
    // A click on the tab of the walkthrough while it is shown leads to all walkthroughs.
    if (!(await step(id).isVisible())) await workbench.page.getByRole('tab', { name: /^Welcome/ }).click();
    const shown = step(id).and(workbench.page.locator('[aria-expanded=true]'));
    // VS Code disables the button of the step that it shows.
    if (!(await shown.isVisible())) await step(id).click();
    await shown.waitFor();
  }

  before(async () => {
    // In a narrower window, VS Code shows no pictures.
    workbench = await Workbench.start({ window: { width: 1600, height: 900 } });
    await workbench.prepare(async () => {
      await workbench.command('Welcome: Open Walkthrough...');
      await workbench.pick('Get Started with Import Jobs');
      await workbench.page.getByRole('button', { name: 'Add Connection…', exact: true }).waitFor();
    });
  });
  after(() => workbench.stop());

  it('has a picture of each step, with an alternative text', async () => {
    for (const { id, media } of steps) {
      await show(id);
      const picture = workbench.page.getByRole('img', { name: texts[media.altText.slice(1, -1)] ?? '', exact: true });
      await eventually(async () => {
        const width = await picture.evaluate((image) => (image instanceof HTMLImageElement ? image.naturalWidth : 0));
        assert.ok(width > 0, id);
      });
      await workbench.screenshot(`walkthrough-${id}`);
    }
  });

  it('marks each step as done', async () => {
    await show('connect');
    await press('Explore the Sample Account');
    // The details of its first job with failures cover the walkthrough.
    await workbench.details().getByRole('heading', { level: 1 }).waitFor();

    const failed = (await allRows(workbench)).filter(({ name }) => name.startsWith('Completed with failures'));
    const id = jobIdOf(failed[1] ?? assert.fail()) ?? assert.fail();
    await workbench.row(new RegExp(id)).click();
    await showsJob(workbench, id);
    await show('failedRecords');
    await press('Open Failed Records');
    await workbench.page.getByRole('tab', { name: /^failed-records-/ }).waitFor();

    await show('stayInformed');
    await press('Open Recent');
    await isDone('stayInformed').waitFor();
    await show('keepCopy');
    await press('Save a Copy…');
    await isDone('keepCopy').waitFor();
    await workbench.page.keyboard.press('Escape');
    for (const { id } of steps) await isDone(id).waitFor();
  });
});
