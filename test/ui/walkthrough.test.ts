import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Workbench } from '../support/workbench';

describe('The walkthrough', () => {
  let workbench: Workbench;

  /** Locates a step by its id. */
  const step = (id: string): Locator => workbench.page.locator(`.getting-started-step[data-step-id$="#${id}"]`);

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

  it('has a picture of each step', async () => {
    for (const [id, color] of [
      ['sampleAccount', 'sideBar-background'],
      ['openFailedRecords', 'editorLineNumber-foreground'],
      ['addConnection', 'input-background'],
    ] as const) {
      await step(id).click();
      const shape = workbench.webview().locator(`svg [fill*="${color}"]`).first();
      await shape.waitFor();
      const box = await shape.boundingBox();
      assert.ok(box !== null && box.width > 0, id);
    }
  });

  it('marks a step as done', async () => {
    await step('sampleAccount').click();
    await workbench.page.getByRole('button', { name: 'Explore the Sample Account', exact: true }).click();
    await workbench.row(/^Sample account/).waitFor();
    // The details of its first job with failures cover the walkthrough.
    await workbench.details().getByRole('heading', { level: 1 }).waitFor();
    await workbench.page.getByRole('tab', { name: /^Welcome/ }).click();
    await step('sampleAccount').and(workbench.page.locator('[aria-checked=true]')).waitFor();
  });
});
