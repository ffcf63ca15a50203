import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { isOperation, tokenOf, type Answer } from '../support/operations';
import { nextTokenIn, pinpointJobsIn, sesJobsIn } from '../support/wire';
import { ConnectedHost } from './support/host';

describe('Paging', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  /** Paths of lists. */
  let suppressed: readonly string[];
  let contacts: readonly string[];
  const application = (name: string) => [connected.label, /^Amazon Pinpoint/, new RegExp(`^${name}`)];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 5 });
    ({ host } = connected);
    suppressed = [connected.label, 'Amazon SES', 'Suppression list'];
    contacts = [connected.label, 'Amazon SES', 'Contact lists'];
  });
  afterEach(() => host.stop());

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
    for (const length of [10, 15]) {
      await host.within(host.run('loadMore', await host.row(...suppressed, /^Load more/)));
      assert.equal((await host.jobIds(...suppressed)).length, length);
    }
    const pages = chained(connected.answers).map(({ body }) => sesJobsIn(body));
    assert.deepEqual(
      pages.map(({ length }) => length),
      [5, 5, 5],
    );
    const jobs = pages.flat();
    const ids = await host.jobIds(...suppressed);
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
    assert.match((await host.rows(...suppressed)).at(-1)?.name ?? '', /^Load more/);
  });

  it('sorts jobs by creation time when the service returns another order', async () => {
    const { server } = connected;
    server.answer(
      ({ path }) => path.endsWith('/jobs/import'),
      async (request) => {
        const answer = await server.account.transport(request);
        const page = JSON.parse(answer.body) as { readonly Item: readonly unknown[] };
        return { ...answer, body: JSON.stringify({ ...page, Item: page.Item.toReversed() }) };
      },
    );
    const created = (await host.names(...application('Field trials'), /^Beta testers/)).flatMap(
      (name) => Date.parse(/created (.*), job/.exec(name)?.[1] ?? '') || [],
    );
    assert.equal(created.length, 5);
    assert.deepEqual(
      created,
      created.toSorted((a, b) => b - a),
    );
  });

  it('reads all remaining pages with Load All on the last row or the list', async () => {
    const segment = [...application('Loyalty'), /^Lapsed buyers/];
    await host.within(host.run('loadAll', await host.row(...segment, /^Load more/)));
    const pages = chained(connected.answers.filter(({ operation }) => operation === 'GetSegmentImportJobs'));
    const ids = pages.flatMap(({ body }) => pinpointJobsIn(body).map(({ Id }) => Id));
    assert.equal(pages.length, 2, 'The rest comes in the largest pages.');
    assert.equal(nextTokenIn(pages.at(-1)?.body ?? ''), undefined);
    assert.deepEqual(await host.jobIds(...segment), ids);
    assert.equal((await host.rows(...segment)).length, ids.length, 'There is no row but those of jobs.');
    const work = host.window.works.at(-1) ?? assert.fail();
    assert.deepEqual([work.title, work.isCancellable], ['Loading all of “Lapsed buyers”', true]);
    assert.match(work.messages.at(-1) ?? '', new RegExp(`^${String(ids.length)} `));

    const other = [...application('Field trials'), /^Beta testers/];
    assert.equal((await host.jobIds(...other)).length, 5);
    await host.within(host.run('loadAll', await host.row(...other)));
    assert.equal((await host.jobIds(...other)).length, 7);
  });

  it('stops Load All when cancelled, and keeps what was read', async () => {
    const { server } = connected;
    assert.equal((await host.jobIds(...contacts)).length, 5);
    const list = await host.row(...contacts);
    const hold = server.hold(({ body }) => body.includes('NextToken'));
    const loading = host.run('loadAll', list);
    await hold.arrived;
    host.window.works.at(-1)?.cancel();
    await loading;
    hold.release();
    assert.equal((await host.jobIds(...contacts)).length, 5);
    assert.match((await host.names(...contacts)).at(-1) ?? '', /^Load more, Contact lists, /);
  });

  it('says that a list is empty until a refresh finds items', async () => {
    const undo = connected.server.answer(isOperation('ListImportJobs'), {
      status: 200,
      headers: {},
      body: '{"ImportJobs":[]}',
    });
    assert.deepEqual(await host.names(...contacts), ['No import jobs in eu-west-1']);
    undo();
    await host.run('refresh', await host.row(...contacts));
    assert.equal((await host.jobIds(...contacts)).length, 5);
    assert.match((await host.names(...contacts)).at(-1) ?? '', /^Load more, Contact lists, /);
  });

  it("loads more of the selected row's list, without a row", async () => {
    const [first] = await host.rows(...contacts);
    await host.reveal(first ?? assert.fail());
    await host.run('loadMore');
    assert.equal((await host.jobIds(...contacts)).length, 10);
    // While VS Code redraws a list, it reports no selection in it.
    await eventually(() => {
      assert.equal(host.extension.treeView.selection.length, 1);
    });
    await host.within(host.run('loadAll'));
    const pages = chained(connected.answers.filter(({ request }) => request.body.includes('CONTACT_LIST')));
    const ids = pages.flatMap(({ body }) => sesJobsIn(body).map(({ JobId }) => JobId));
    assert.equal(new Set(ids).size, 50);
    assert.deepEqual(await host.jobIds(...contacts), ids);
  });

  it('lets the user pick a list, without a row and selection', async () => {
    await host.rows(...suppressed);
    await host.within(host.rows(...contacts).then(async () => host.run('loadAll', await host.row(...contacts))));
    await host.rows(...application('Loyalty'));
    const since = connected.answers.length;
    host.window.pick(/^Loyalty/);
    await host.run('loadMore');
    assert.deepEqual(connected.asked(since), ['GetSegments']);
    const items = host.window.picked.at(-1) ?? assert.fail();
    assert.deepEqual(
      items.map(({ label, description }) => [label, description]),
      [
        ['Suppression list', `${connected.label} › Amazon SES`],
        ['Loyalty', `${connected.label} › Amazon Pinpoint`],
      ],
      'Contact lists have been read to their end.',
    );
  });

  it('says that there is nothing more to load', async () => {
    await host.run('loadAll');
    await host.window.message('All open lists are fully loaded.');
  });

  it('refreshes all items read, in the largest pages', async () => {
    await host.rows(...suppressed);
    await host.run('loadMore', await host.row(...suppressed));
    await host.run('loadMore', await host.row(...suppressed));
    const before = (await host.allRows()).map(({ name }) => name);
    const since = connected.answers.length;
    await host.within(host.run('refresh', await host.row(...suppressed)));
    assert.equal(chained(connected.answers.slice(since)).length, 1);
    assert.deepEqual(
      (await host.allRows()).map(({ name }) => name),
      before,
    );
  });
});
