import assert from 'node:assert/strict';
import { Connected } from '../support/connected';
import { eventually } from '../support/eventually';
import { notification } from '../support/messages';
import { isOperation, tokenOf, type Answer } from '../support/operations';
import { jobIdsBelow, rowsBelow } from '../support/rows';
import { nextTokenIn, pinpointJobsIn, sesJobsIn } from '../support/wire';

describe('Paging', () => {
  let connected: Connected;

  before(async () => {
    connected = await Connected.start({ settings: { 'importJobs.pageSize': 5 }, window: { height: 3000 } });
  });
  after(() => connected.stop());

  /** Returns the responses, each requested with the token of the previous one. */
  function chained(answers: readonly Answer[]): readonly Answer[] {
    const given = answers.map(({ body }) => nextTokenIn(body));
    assert.deepEqual(
      answers.map(({ request }) => tokenOf(request)),
      [undefined, ...given.slice(0, -1)],
    );
    return answers;
  }

  it('shows three pages in order, without duplicates, after Load More twice', async () => {
    const { workbench } = connected;
    await workbench.openList('Suppression list');
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

  it('reads all remaining pages with Load All from the menu of the last row or the list', async () => {
    const { workbench, server } = connected;
    await workbench.openList('Amazon Pinpoint', 'Loyalty');
    const since = connected.answers.length;
    await workbench.expand(/^Lapsed buyers/);
    await workbench.row(/^Load more, Lapsed buyers/).waitFor();
    const held = server.hold(isOperation('GetSegmentImportJobs'));
    await workbench.contextMenu(/^Load more, Lapsed buyers/, 'Load All');
    const toast = await notification(workbench, /^Loading all of “Lapsed buyers”/);
    await toast.getByRole('button', { name: 'Cancel' }).waitFor();
    held.release();
    await workbench.row(/^Load(ing| more), Lapsed buyers/).waitFor({ state: 'detached' });

    const pages = chained(
      connected.answers.slice(since).filter(({ operation }) => operation === 'GetSegmentImportJobs'),
    );
    const ids = pages.flatMap(({ body }) => pinpointJobsIn(body).map(({ Id }) => Id));
    assert.equal(pages.length, 2, 'One page by the setting, then one as large as AWS gives.');
    assert.equal(nextTokenIn(pages.at(-1)?.body ?? ''), undefined);
    const rows = await rowsBelow(workbench, /^Lapsed buyers/);
    assert.deepEqual(await jobIdsBelow(workbench, /^Lapsed buyers/), ids);
    assert.equal(rows.length, ids.length, 'There is no row but those of jobs.');

    await workbench.openList('Field trials', 'Beta testers');
    await workbench.contextMenu(/^Beta testers/, 'Load All');
    await workbench.row(/^Load(ing| more), Beta testers/).waitFor({ state: 'detached' });
    assert.equal((await jobIdsBelow(workbench, /^Beta testers/)).length, 7);
  });
});
