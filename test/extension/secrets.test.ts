import assert from 'node:assert/strict';
import { commandNames } from '../../src/ui/commands/names';
import { ConnectedHost } from './support/host';
import { useTool } from './support/useTool';
import { rowsBelow, type Row } from './support/treeRows';

/** Commands whose purpose is to copy a link, and those that do not copy jobs. */
const exempt: ReadonlySet<string> = new Set([
  'copyFailedRecordsUrl',
  'copyResultUrl',
  'copySelectedText',
  'copyReport',
]);
/** What makes a link to a file, or to an upload, work for anyone. */
const secret = /X-Amz-(?:Signature|Credential|Security-Token)=/i;

describe('Links that work for anyone', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ 'ses.exportJobs': true, pageSize: 30 });
    ({ host } = connected);
  });
  afterEach(async () => {
    await host.stop();
    await host.set({ 'ses.exportJobs': undefined });
  });

  /** Opens a row and what is below it, the first lists of each level. Returns the rows of jobs. */
  async function jobsBelow(row: Row): Promise<readonly Row[]> {
    const below = await rowsBelow(host.extension.tree, row);
    const jobs = below.filter(({ node }) => node.kind === 'job');
    const lists = below.filter(({ node }) => node.kind === 'folder').slice(0, 3);
    return [...jobs, ...(await Promise.all(lists.map(jobsBelow))).flat()];
  }

  it('are in no copy, in nothing that language models receive and not in the log, for every service', async () => {
    const jobs: Row[] = [];
    for (const service of await host.rows(connected.label)) {
      jobs.push(...(await jobsBelow(service)));
    }
    // One job in each state of each kind of list: only some have a link.
    const kinds = Map.groupBy(jobs, ({ node, item }) => JSON.stringify([kindOfList(node), item.iconPath]));
    const chosen = [...kinds.values()].flatMap(([first]) => first ?? []);
    await host.within(Promise.all(chosen.map((row) => host.run('refresh', row))));
    assert.ok(connected.answers.filter(({ body }) => secret.test(body)).length >= 2, 'AWS sent links.');
    const copies = commandNames.filter((name) => name.startsWith('copy') && !exempt.has(name));
    assert.ok(copies.length >= 3);
    for (const name of copies) {
      for (const rows of [...chosen.map((row) => [row]), chosen]) {
        await host.run(name, ...rows);
        assert.doesNotMatch(await host.clipboard(), secret, name);
      }
    }
    const results = [await host.within(useTool(host, 'listJobs', {}))];
    for (const { node } of chosen) {
      assert.ok(node.kind === 'job');
      const { id = assert.fail() } = host.extension.store.get(node.account.connection.id, node.key) ?? {};
      results.push(await host.within(useTool(host, 'getJob', { job: id })));
    }
    assert.ok(results.some((text) => text.includes('"failedRecordsFile":true')));
    for (const text of results) {
      assert.doesNotMatch(text, secret, 'what a language model receives');
    }
    assert.ok(host.extension.logLines.length > 0);
    for (const line of host.extension.logLines) {
      assert.doesNotMatch(line, secret);
    }
    for (const text of host.window.texts) {
      assert.doesNotMatch(text, secret);
      host.window.take(text);
    }
  });
});

function kindOfList(node: Row['node']): readonly string[] {
  return node.kind === 'job' && node.parent.kind === 'folder'
    ? [node.parent.source.service, node.parent.folder.branch.icon]
    : [];
}
