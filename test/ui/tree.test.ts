import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation, listAskedFor } from '../support/operations';
import { showsJob } from '../support/panel';
import { allRows, jobIdOf, scrollTree, treeScroll } from '../support/rows';
import { nameOfPinpointJob, nameOfSesJob, nameToConnection, pinpointJobsIn, sesJobsIn } from '../support/wire';

describe('The tree', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 5 }, hasTooltips: true });
  });
  after(() => connected.stop());

  it("opens every level, and shows each job's state, counts, destination, time and id", async () => {
    const { workbench } = connected;
    assert.deepEqual(connected.asked(), [], 'Nothing is asked for before a list is opened.');
    const opened = [
      [/^Suppression list/, /^Load more, Suppression list/],
      [/^Contact lists/, /^Load more, Contact lists/],
      [/^Amazon Pinpoint/, /^Loyalty/],
      [/^Loyalty/, /^Load more, Loyalty/],
      [/^All import jobs/, /^Load more, All import jobs/],
      [/^VIP customers/, /^Load more, VIP customers/],
    ] as const;
    for (const [name, last] of opened) {
      await workbench.expand(name);
      await workbench.row(last).waitFor();
    }

    const [suppressed, contacts] = connected.answers.filter(({ operation }) => operation === 'ListImportJobs');
    assert.ok(suppressed !== undefined && contacts !== undefined);
    assert.deepEqual(
      [listAskedFor(suppressed.request), listAskedFor(contacts.request)],
      ['SUPPRESSION_LIST', 'CONTACT_LIST'],
    );
    const job = (level: number) => (name: string) => [level, undefined, `${name}, prod · eu-west-1`];
    const expected = [
      [1, true, 'prod · eu-west-1'],
      [2, true, 'Amazon SES'],
      [3, true, 'Suppression list'],
      ...sesJobsIn(suppressed.body).map(nameOfSesJob).map(job(4)),
      [4, undefined, 'Load more, Suppression list, 5 loaded'],
      [3, true, 'Contact lists'],
      ...sesJobsIn(contacts.body).map(nameOfSesJob).map(job(4)),
      [4, undefined, 'Load more, Contact lists, 5 loaded'],
      [2, false, 'SES Mail Manager'],
      [2, false, 'Customer Profiles'],
      [2, true, 'Amazon Pinpoint'],
      [3, true, 'Loyalty'],
      [4, true, 'All import jobs'],
      ...pinpointJobsIn(connected.answer('GetImportJobs').body).map(nameOfPinpointJob).map(job(5)),
      [5, undefined, 'Load more, All import jobs, 5 loaded'],
      [4, true, 'VIP customers 9,000 endpoints'],
      ...pinpointJobsIn(connected.answer('GetSegmentImportJobs').body).map(nameOfPinpointJob).map(job(5)),
      [5, undefined, 'Load more, VIP customers, 5 loaded'],
      [4, false, 'Lapsed buyers 4,120 endpoints'],
      [4, false, 'Birthdays 730 endpoints'],
      [4, false, 'Store guests 260 endpoints'],
      [4, undefined, 'Load more, Loyalty, 4 loaded'],
      [3, false, 'Newsletter'],
      [3, false, 'Field trials'],
    ];
    assert.equal(expected.length, 40);
    assert.deepEqual(
      (await allRows(workbench)).map(({ level, expanded, name }) => [level, expanded, nameToConnection(name)]),
      expected,
    );
    assert.equal(await workbench.view.getByRole('tree').count(), 1);
  });

  it('shows when a job finished in a tooltip that stays true, since VS Code keeps it', async () => {
    const { workbench } = connected;
    await workbench.openList('Amazon Pinpoint', 'Loyalty', 'VIP customers');
    const row = workbench.row(/^Completed.*Segment VIP customers/).first();
    const [, created = assert.fail()] = /created (.+), job /.exec((await row.getAttribute('aria-label')) ?? '') ?? [];
    const lines = (await (await workbench.tooltip(row)).innerText())
      .split('\n')
      .map((line) => line.replace(/\s/g, ' '));
    assert.ok(lines.includes(`Created: ${created.replace(/\s/g, ' ')}`), lines.join('\n'));
    const [completed = assert.fail()] = lines.filter((line) => line.startsWith('Completed: '));
    assert.match(completed, /\d{4}, \d+:\d\d [AP]M$/);
  });

  it('does not read a list again that is collapsed and expanded', async () => {
    const { workbench } = connected;
    const lists = [/^Suppression list/, /^Contact lists/];
    await workbench.openList('Suppression list');
    await workbench.openList('Contact lists');
    // A list older than a minute would be read again.
    const since = connected.answers.length;
    await workbench.contextMenu(/^Amazon SES/, 'Refresh');
    await eventually(() => {
      assert.deepEqual(connected.asked(since), ['ListImportJobs', 'ListImportJobs']);
    });
    const before = await eventually(async () => {
      const rows = await allRows(workbench);
      assert.ok(rows.every(({ name }) => !name.startsWith('Loading')));
      return rows;
    });
    for (const name of lists) {
      await workbench.row(name).locator('.monaco-tl-twistie').click();
      await workbench.row(name).and(workbench.page.locator('[aria-expanded=false]')).waitFor();
      await workbench.expand(name);
    }
    await eventually(async () => {
      assert.deepEqual(await allRows(workbench), before);
    });
    assert.equal(connected.asked(since).length, 2);
  });

  it('keeps selection, expansion and scroll position after a refresh', async () => {
    const { workbench } = connected;
    const look = async () => {
      const rows = await allRows(workbench);
      const open = rows
        .filter(({ expanded }) => expanded)
        .map(({ name }) => name.replace('Loyal customers', 'Loyalty'));
      return { open, selected: rows.filter(({ selected }) => selected).map(jobIdOf) };
    };
    await workbench.openList('Suppression list');
    await workbench.openList('Contact lists');
    await workbench.openList('Amazon Pinpoint', 'Loyalty', 'VIP customers');
    const job = workbench.row(/^Processing.*Contact list/);
    const id = jobIdOf({ name: (await job.getAttribute('aria-label')) ?? '' }) ?? assert.fail();
    await job.click();
    await showsJob(workbench, id);
    const before = await look();
    assert.equal(before.selected.length, 1);
    const size = workbench.page.viewportSize() ?? assert.fail();
    await workbench.page.setViewportSize({ ...size, height: 500 });
    await scrollTree(workbench, 'down');
    await scrollTree(workbench, 'down');
    const scroll = await treeScroll(workbench);

    // A name that only a refresh can add shows that the result is visible.
    const since = connected.answers.length;
    const undo = connected.server.answer(isOperation('GetApps'), async (request) => {
      const answer = await connected.server.account.transport(request);
      return { ...answer, body: answer.body.replace('Loyalty', 'Loyal customers') };
    });
    await workbench.command('Import Jobs: Refresh');
    await workbench.row(/^Loyal customers/).waitFor();
    await eventually(() => {
      for (const list of ['GetSegmentImportJobs', 'GetSegments', 'ListImportJobs'])
        assert.ok(connected.asked(since).includes(list));
    });
    assert.equal(await treeScroll(workbench), scroll);
    await workbench.page.setViewportSize(size);
    assert.deepEqual(await look(), before);
    undo();
    await workbench.contextMenu(/^Amazon Pinpoint/, 'Refresh');
    await workbench.row(/^Loyalty/).waitFor();
  });
});
