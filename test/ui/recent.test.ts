import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { showsJob } from '../support/panel';
import { jobIdOf } from '../support/rows';
import { themes, type Theme } from '../support/workbench';

describe('The Recent view', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({
      settings: { 'importJobs.sampleAccount': true, 'importJobs.pageSize': 10 },
      connections: [{ profile: 'missing', region: 'eu-west-1', name: 'old account' }],
      window: { height: 900 },
    });
  });
  after(() => connected.stop());

  const pane = () => {
    const { page } = connected.workbench;
    return page.locator('.pane', { has: page.getByRole('button', { name: 'Recent Section', includeHidden: true }) });
  };
  const row = (name: RegExp) => pane().locator('.monaco-list-rows').getByRole('treeitem', { name });

  it('starts collapsed, opens by a click, and shows the jobs of all connections by day in every theme', async () => {
    const { workbench } = connected;
    assert.equal(await pane().getByRole('tree').count(), 0);
    await pane().getByRole('button', { name: 'Recent Section' }).click();
    await row(/^old account, There is no profile “missing”/).waitFor();
    await row(/^Today/).waitFor();
    await workbench.screenshot('recent-opened');
    // Room for more rows.
    await workbench.view.getByRole('button', { name: 'Jobs Section' }).click();
    await row(/, job [^,]+, prod · eu-west-1/)
      .first()
      .waitFor();
    await pane()
      .getByText(/^Suppression list$/)
      .first()
      .waitFor();
    await workbench.page.mouse.move(0, 0);
    await workbench.screenshot('recent-dark');
    for (const theme of ['light', 'hc'] satisfies readonly Theme[]) {
      await workbench.setSettings({ 'workbench.colorTheme': themes[theme] });
      await workbench.screenshot(`recent-${theme}`);
    }
  });

  it('opens the details by a click and by Enter, from which Escape leads back', async () => {
    const { workbench } = connected;
    const { page } = workbench;
    const job = row(/, job [^,]+, prod · eu-west-1/).first();
    const id = jobIdOf({ name: (await job.getAttribute('aria-label')) ?? '' }) ?? assert.fail();
    await job.click();
    await showsJob(workbench, id);
    await pane().locator('.monaco-list:focus').waitFor();
    await page.keyboard.press('Enter');
    await workbench.details().locator('h1:focus').waitFor();
    await page.keyboard.press('Escape');
    await pane().locator('.monaco-list:focus').waitFor();
    await row(new RegExp(id)).and(page.locator('[aria-selected=true]')).waitFor();
    await workbench.screenshot('recent-details');
  });
});
