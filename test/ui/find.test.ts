import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { showsJob } from '../support/panel';
import { jobIdsBelow, rowsBelow } from '../support/rows';
import { sesJobsIn } from '../support/wire';

describe('Filter and find', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 10 } });
    await connected.workbench.openList('Amazon SES', 'Suppression list');
  });
  after(() => connected.stop());

  const input = () => connected.workbench.page.locator('.quick-input-filter input');
  const list = () => connected.workbench.page.locator('.quick-input-list');
  const title = () => connected.workbench.page.locator('.quick-input-title');
  const press = (key: string) => connected.workbench.page.keyboard.press(key);
  /** Presses a button in the title of the view. */
  const pressTitle = async (name: string) => {
    const { workbench } = connected;
    await workbench.row(/^prod/).hover();
    await workbench.page.locator('.pane-header').getByRole('button', { name }).first().click();
  };

  it('shows the jobs of a state, and all again', async () => {
    const { workbench } = connected;
    const before = await jobIdsBelow(workbench, /^Suppression list/);
    await pressTitle('Filter Jobs…');
    await list().getByText('Show 10 of 10 loaded jobs').waitFor();
    await workbench.pick('State');
    await list().getByText('Completed with failures').click();
    await press('Enter');
    await title().getByText('Filter Jobs', { exact: true }).waitFor();
    await list()
      .getByText(/^Show \d of 10 loaded jobs/)
      .waitFor();
    await press('Enter');
    await workbench.view.getByText('Filter: Completed with failures').waitFor();
    await eventually(async () => {
      const rows = await rowsBelow(workbench, /^Suppression list/);
      assert.match(rows.at(-1)?.name ?? '', /^Load more, Suppression list, \d of 10 loaded match/);
      assert.ok(rows.slice(0, -1).every(({ name }) => name.startsWith('Completed with failures')));
    });
    await pressTitle('Change Filter…');
    await input().fill('nothing like this');
    await list().getByText('Show 0 of 10 loaded jobs').waitFor();
    await press('Enter');
    await workbench.row('No matches in 10 jobs, more to load').waitFor();
    await pressTitle('Clear Filter');
    await eventually(async () => {
      assert.deepEqual(await jobIdsBelow(workbench, /^Suppression list/), before);
    });
  });

  it('reads on while it is open, and opens a job by the keyboard', async () => {
    const { workbench } = connected;
    await pressTitle('Find Job…');
    await title()
      .getByText(/^Find Job: \d+ jobs loaded$/)
      .waitFor();
    await eventually(() => {
      assert.ok(connected.asked().length > 1);
    });
    const job = connected.answers.flatMap(({ body }) => sesJobsIn(body)).at(12) ?? assert.fail();
    await input().fill(job.JobId);
    // Below it, the row that loads all lists has the ID, too.
    await list().getByRole('option').first().locator('.highlight').getByText(job.JobId).waitFor();
    await press('Enter');
    await showsJob(workbench, job.JobId);
    await workbench.row(new RegExp(job.JobId)).and(workbench.page.locator('[aria-selected=true]')).waitFor();
  });
});
