import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { listAskedFor, type Answer } from '../support/operations';
import { fieldsOfSesJob, panelFields, showsJob } from '../support/panel';
import { allRows, jobIdOf, scrollTree, treeScroll } from '../support/rows';
import { sesJobsIn, stateOfSesJob, type SesJob } from '../support/wire';

describe('Polling', () => {
  let connected: Connected;
  let runningId: string;

  before(async () => {
    connected = await Connected.start({
      settings: {
        'importJobs.polling.enabled': true,
        'importJobs.polling.minimumInterval': 1,
        'importJobs.polling.maximumInterval': 2,
      },
      // Small enough for the page and the tree to scroll.
      window: { width: 1000, height: 500 },
    });
    const { workbench } = connected;
    await workbench.prepare(async () => {
      await workbench.openList('Contact lists');
      await workbench.openList('Suppression list');
    });
    // A poll requests both lists at once.
    const isOfTheList = ({ operation, request }: Answer) =>
      operation === 'ListImportJobs' && listAskedFor(request) === 'SUPPRESSION_LIST';
    const { body } = connected.answers.findLast(isOfTheList) ?? assert.fail();
    const running = sesJobsIn(body).filter((job) => stateOfSesJob(job) === 'Processing');
    // In the sample account, this one finishes first, with failures.
    runningId = running.at(-1)?.JobId ?? assert.fail();
  });
  after(() => connected.stop());

  it('updates a job that finishes on screen, and keeps selection, expansion, scroll positions and folds', async () => {
    const { workbench, server } = connected;
    const details = workbench.details();
    const row = workbench.row(new RegExp(`job ${runningId}`));
    await row.click();
    await showsJob(workbench, runningId);
    assert.equal(await details.locator('.state').innerText(), 'Processing');
    await details.getByText('Raw response').click();
    await details.locator('pre').waitFor();
    const top = () => details.locator('html').evaluate((page) => page.scrollTop);
    await details.locator('html').evaluate((page) => {
      page.scrollTop = 120;
    });
    await scrollTree(workbench, 'down');
    const before = { tree: await treeScroll(workbench), panel: await top() };
    assert.deepEqual([before.tree > 0, before.panel], [true, 120]);

    server.advance(50_000);
    await row.and(workbench.page.getByRole('treeitem', { name: /^Completed with failures/ })).waitFor();
    await details.locator('.state').getByText('Completed with failures').waitFor();
    // Details that only GetImportJob has appear too.
    await details.getByRole('button', { name: 'Copy Failed Records URL' }).waitFor();
    const sent = connected.answers
      .filter(({ operation }) => operation === 'ses GetImportJob')
      .map(({ body }) => JSON.parse(body) as SesJob);
    assert.deepEqual(
      await panelFields(workbench),
      fieldsOfSesJob(sent.findLast(({ JobId }) => JobId === runningId) ?? assert.fail()),
    );

    assert.equal(await details.locator('details').evaluate((fold: HTMLDetailsElement) => fold.open), true);
    assert.deepEqual({ tree: await treeScroll(workbench), panel: await top() }, before);
    // From here on, all rows are visible, since changing rows cannot be scrolled through.
    await workbench.page.setViewportSize({ width: 1000, height: 5000 });
    const rows = await allRows(workbench);
    assert.deepEqual(rows.filter(({ selected }) => selected).map(jobIdOf), [runningId]);
    assert.deepEqual(
      rows.filter(({ expanded }) => expanded).map(({ name }) => name),
      ['prod · eu-west-1', 'Amazon SES', 'Suppression list', 'Contact lists'],
    );
    assert.equal(await workbench.page.locator('.editor-group-container [role=tab]').count(), 1);
  });
});
