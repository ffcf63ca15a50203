import assert from 'node:assert/strict';
import { tokenOf, type Answer } from '../support/operations';
import { nextTokenIn, sesJobsIn } from '../support/wire';
import { ConnectedHost } from './support/host';

describe('Paging', () => {
  let connected: ConnectedHost;

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 5 });
  });
  afterEach(() => connected.host.stop());

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
    const { host, label } = connected;
    const list = [label, 'Amazon SES', 'Suppression list'];
    for (const length of [10, 15]) {
      await host.within(host.run('loadMore', await host.row(...list, /^Load more/)));
      assert.equal((await host.jobIds(...list)).length, length);
    }
    const pages = chained(connected.answers).map(({ body }) => sesJobsIn(body));
    assert.deepEqual(
      pages.map(({ length }) => length),
      [5, 5, 5],
    );
    const jobs = pages.flat();
    const ids = await host.jobIds(...list);
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
    assert.match((await host.rows(...list)).at(-1)?.name ?? '', /^Load more/);
  });
});
