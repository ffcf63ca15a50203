import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { isOperation, tokenOf, type Answer } from '../support/operations';
import { allRows, jobIdsBelow, rowsBelow } from '../support/rows';
import { nextTokenIn, pinpointJobsIn, sesJobsIn } from '../support/wire';

describe('Paging', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 5 }, window: { height: 3000 } });
  });
  after(() => connected.stop());

  /** The answers, each of which was asked for by the token of the one before. */
  function chained(answers: readonly Answer[]): readonly Answer[] {
    const given = answers.map(({ body }) => nextTokenIn(body));
    assert.deepEqual(
      answers.map(({ request }) => tokenOf(request)),
      [undefined, ...given.slice(0, -1)],
    );
    return answers;
  }

  it('shows three pages in order, no row twice, after Load More twice', async () => {
    const { workbench } = connected;
    await workbench.expand(/^Suppression list/);
    const more = workbench.row(/^Load more, Suppression list/);
    for (const length of [10, 15]) {
      await more.click();
      await eventually(async () => {
        assert.equal((await jobIdsBelow(workbench, /^Suppression list/)).length, length);
      });
    }

    const pages = chained(connected.answers).map(({ body }) => sesJobsIn(body));
    assert.deepEqual(
      pages.map(({ length }) => length),
      [5, 5, 5],
    );
    const jobs = pages.flat();
    const ids = await jobIdsBelow(workbench, /^Suppression list/);
    assert.deepEqual(
      ids,
      jobs.map(({ JobId }) => JobId),
    );
    assert.equal(new Set(ids).size, 15);
    const created = jobs.map(({ CreatedTimestamp = NaN }) => CreatedTimestamp);
    assert.deepEqual(
      created,
      created.toSorted((a, b) => b - a),
      'The newest come first.',
    );
    assert.match((await rowsBelow(workbench, /^Suppression list/)).at(-1)?.name ?? '', /^Load more/);
  });

  it('sorts by creation time what the service gives in another order', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(
      ({ path }) => path.endsWith('/jobs/import'),
      async (request) => {
        const answer = await server.account.transport(request);
        const page = JSON.parse(answer.body) as { readonly Item: readonly unknown[] };
        return { ...answer, body: JSON.stringify({ ...page, Item: page.Item.toReversed() }) };
      },
    );
    await workbench.expand(/^Amazon Pinpoint/);
    await workbench.expand(/^Field trials/);
    await workbench.expand(/^Beta testers/);
    await workbench.row(/^Load more, Beta testers/).waitFor();
    undo();
    const created = (await rowsBelow(workbench, /^Beta testers/)).flatMap(
      ({ name }) => Date.parse(/created (.*), job/.exec(name)?.[1] ?? '') || [],
    );
    assert.equal(created.length, 5);
    assert.deepEqual(
      created,
      created.toSorted((a, b) => b - a),
    );
  });

  it('reads all pages that are left at Load All from the menu of the last row, and of the list', async () => {
    const { workbench } = connected;
    await workbench.expand(/^Loyalty/);
    const since = connected.answers.length;
    await workbench.expand(/^Lapsed since spring/);
    await workbench.row(/^Load more, Lapsed since spring/).waitFor();
    await workbench.contextMenu(/^Load more, Lapsed since spring/, 'Load All');
    await workbench.row(/^Load(ing| more), Lapsed since spring/).waitFor({ state: 'detached' });

    const pages = chained(
      connected.answers.slice(since).filter(({ operation }) => operation === 'GetSegmentImportJobs'),
    );
    const ids = pages.flatMap(({ body }) => pinpointJobsIn(body).map(({ Id }) => Id));
    assert.equal(pages.length, 2, 'One page by the setting, then one as large as AWS gives.');
    assert.equal(nextTokenIn(pages.at(-1)?.body ?? ''), undefined);
    const rows = await rowsBelow(workbench, /^Lapsed since spring/);
    assert.deepEqual(await jobIdsBelow(workbench, /^Lapsed since spring/), ids);
    assert.equal(rows.length, ids.length, 'There is no row but those of jobs.');

    await workbench.contextMenu(/^Beta testers/, 'Load All');
    await workbench.row(/^Load(ing| more), Beta testers/).waitFor({ state: 'detached' });
    assert.equal((await jobIdsBelow(workbench, /^Beta testers/)).length, 7);
  });

  it('says that a list is empty, until a refresh finds something', async () => {
    const { workbench, server } = connected;
    const undo = server.answer(isOperation('ListImportJobs'), { status: 200, headers: {}, body: '{"ImportJobs":[]}' });
    await workbench.expand(/^Contact lists/);
    await workbench.row('No import jobs in eu-west-1').waitFor();
    assert.equal((await rowsBelow(workbench, /^Contact lists/)).length, 1);
    undo();
    await workbench.contextMenu(/^Contact lists/, 'Refresh');
    await workbench.row(/^Load more, Contact lists/).waitFor();
    assert.equal((await jobIdsBelow(workbench, /^Contact lists/)).length, 5);
  });

  it('reads on by the commands of the palette, on the list of the selected row', async () => {
    const { workbench } = connected;
    await workbench.expand(/^Contact lists/);
    await workbench
      .row(/Contact list event-invitations, .*job/)
      .first()
      .click();
    await workbench.command('Import Jobs: Load More');
    await eventually(async () => {
      assert.equal((await jobIdsBelow(workbench, /^Contact lists/)).length, 10);
    });
    await workbench.command('Import Jobs: Load All');
    // AWS allows SES five calls in five seconds.
    await workbench.row(/^Load(ing| more), Contact lists/).waitFor({ state: 'detached', timeout: 60_000 });
    const pages = chained(connected.answers.filter(({ request }) => request.body.includes('CONTACT_LIST')));
    const ids = pages.flatMap(({ body }) => sesJobsIn(body).map(({ JobId }) => JobId));
    assert.equal(new Set(ids).size, 50);
    assert.deepEqual(await jobIdsBelow(workbench, /^Contact lists/), ids);
  });

  it('asks which list to read on, from the palette, when no row of one is selected', async () => {
    const { workbench } = connected;
    const selected = workbench.row(/^/).and(workbench.page.locator('[aria-selected=true]'));
    await selected.waitFor();
    await workbench.view.getByRole('tree').focus();
    await workbench.page.keyboard.press('Escape');
    await selected.waitFor({ state: 'detached' });
    const since = connected.answers.length;
    await workbench.command('Import Jobs: Load More');
    const options = workbench.page.locator('.quick-input-list').getByRole('option');
    await options.filter({ hasText: 'Suppression list' }).waitFor();
    assert.match(await options.filter({ hasText: 'Suppression list' }).innerText(), /prod · eu-west-1 › Amazon SES/);
    assert.equal(await options.filter({ hasText: 'Contact lists' }).count(), 0, 'That one has been read to its end.');
    await options.filter({ hasText: /^Loyalty/ }).click();
    await eventually(() => {
      assert.deepEqual(connected.asked(since), ['GetSegments']);
    });
  });

  it('reads again as many jobs as were read at a refresh, on one page', async () => {
    const { workbench } = connected;
    const before = await allRows(workbench);
    const since = connected.answers.length;
    await workbench.contextMenu(/^Suppression list/, 'Refresh');
    await eventually(() => {
      assert.equal(chained(connected.answers.slice(since)).length, 1);
    });
    // While it reads, the last row says so.
    await workbench.row(/^Load more, Suppression list/).waitFor();
    assert.deepEqual(
      (await allRows(workbench)).map(({ name }) => name),
      before.map(({ name }) => name),
    );
  });
});
