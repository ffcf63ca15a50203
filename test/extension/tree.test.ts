import assert from 'node:assert/strict';
import { listAskedFor, tokenOf } from '../support/operations';
import {
  nameOfPinpointJob,
  nameOfSesJob,
  nameToConnection,
  nextTokenIn,
  pinpointJobsIn,
  sesJobsIn,
} from '../support/wire';
import { ConnectedHost } from './support/host';
import { jobIdOf, tooltipOf } from './support/treeRows';

const compact = (count: number) => new Intl.NumberFormat('en-US', { notation: 'compact' }).format(count);

const lists = ['ListImportJobs', 'ListImportJobs', 'GetApps', 'GetSegments', 'GetImportJobs', 'GetSegmentImportJobs'];

describe('The tree', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let loyalty: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ pageSize: 5 });
    ({ host } = connected);
    loyalty = [connected.label, 'Amazon Pinpoint', 'Loyalty'];
  });
  afterEach(() => host.stop());

  async function openAll(): Promise<void> {
    await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    await host.rows(connected.label, 'Amazon SES', 'Contact lists');
    await host.rows(...loyalty, 'All import jobs');
    await host.rows(...loyalty, 'VIP customers');
  }

  it("opens every level, and shows each job's state, counts, destination, time and id", async () => {
    assert.deepEqual(connected.asked(), [], 'Nothing is asked for before a list is opened.');
    await openAll();
    const [suppressed, contacts] = connected.answers.filter(({ operation }) => operation === 'ListImportJobs');
    assert.ok(suppressed !== undefined && contacts !== undefined);
    assert.deepEqual(
      [listAskedFor(suppressed.request), listAskedFor(contacts.request)],
      ['SUPPRESSION_LIST', 'CONTACT_LIST'],
    );
    const job = (level: number) => (name: string) => [level, undefined, `${name}, ${connected.label}`];
    const expected = [
      [1, true, connected.label],
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
    const rows = await host.allRows();
    assert.deepEqual(
      rows.map(({ level, expanded, name }) => [level, expanded, nameToConnection(name)]),
      expected,
    );
    assert.equal(new Set(rows.map(({ item }) => item.id)).size, rows.length, 'Each row has an id of its own.');
  });

  it('shows when a job finished in a tooltip that stays true, since VS Code keeps it', async () => {
    const rows = await host.rows(...loyalty, 'VIP customers');
    const row = rows.find(({ name }) => name.startsWith('Completed')) ?? assert.fail();
    const [, created = assert.fail()] = /created (.+), job /.exec(row.name) ?? [];
    const lines = tooltipOf(host.extension.tree, row);
    assert.ok(lines.includes(`Created: ${created.replace(/\s/g, ' ')}`), lines.join('\n'));
    const [completed = assert.fail()] = lines.filter((line) => line.startsWith('Completed: '));
    assert.match(completed, /\d{4}, \d+:\d\d [AP]M$/);
  });

  it('says in short what matters, and all of it in the accessible name and the tooltip', async () => {
    await host.set({ pageSize: 100 });
    const rows = await host.rows(...loyalty, 'All import jobs');
    const job = pinpointJobsIn(connected.answer('GetImportJobs').body).find(
      ({ JobStatus, TotalFailures = 0 }) => JobStatus === 'COMPLETED' && TotalFailures > 0,
    );
    assert.ok(job?.TotalFailures !== undefined && job.CreationDate !== undefined && job.CompletionDate !== undefined);
    const row = rows.find((each) => jobIdOf(each) === job.Id) ?? assert.fail();
    const { SegmentName = 'Endpoints only', S3Url = assert.fail() } = job.Definition ?? {};
    assert.equal(row.item.description, `${SegmentName} · ${compact(job.TotalFailures)} failed`);
    const [, took = assert.fail(), source, requestId = assert.fail()] =
      /, took (.+), source (.+), request ID (.+)$/.exec(row.name) ?? [];
    assert.equal(source, S3Url);
    const seconds = Math.floor((Date.parse(job.CompletionDate) - Date.parse(job.CreationDate)) / 1000);
    assert.equal(took, `${Math.floor(seconds / 60)} min ${seconds % 60} s`.replace(/^0 min | 0 s$/g, ''));
    const lines = tooltipOf(host.extension.tree, row);
    for (const line of [`Duration: ${took}`, `Source: ${S3Url}`, `Request ID: ${requestId}`, `Job ID: ${job.Id}`]) {
      assert.ok(lines.includes(line), `${line} in ${lines.join('\n')}`);
    }
  });

  it('says of a list how much of it was read and when, and how many jobs are in progress', async () => {
    const list = [connected.label, 'Amazon SES', 'Suppression list'];
    const tooltip = async () => tooltipOf(host.extension.tree, await host.row(...list));
    assert.deepEqual(await tooltip(), ['Not loaded']);
    const rows = await host.rows(...list);
    const running = rows.filter(({ name }) => /^(Processing|Waiting)/.test(name)).length;
    assert.ok(running > 0);
    const [line, ...others] = await tooltip();
    assert.match(line ?? '', new RegExp(`^5 loaded, more to come · read \\d+:\\d\\d [AP]M · ${running} in progress$`));
    assert.deepEqual(others, []);
    assert.deepEqual(tooltipOf(host.extension.tree, await host.row(connected.label, 'Amazon Pinpoint')), [
      '**Amazon Pinpoint**',
      'Not loaded',
      'End of support: Oct 30, 2026',
    ]);
  });

  it('requests each opened list once, even when VS Code requests its rows again', async () => {
    await openAll();
    assert.deepEqual(connected.asked(), lists);
    const before = (await host.allRows()).map(({ name }) => name);
    await host.within(host.run('refresh'));
    assert.deepEqual([...connected.asked(lists.length)].sort(), [...lists].sort());
    await openAll();
    assert.equal(connected.asked().length, 2 * lists.length);
    assert.deepEqual(
      (await host.allRows()).map(({ name }) => name),
      before,
    );
  });

  it('keeps the objects of its rows, which identify them, after a refresh', async () => {
    await openAll();
    const before = (await host.allRows()).map(({ node }) => node);
    await host.within(host.run('refresh'));
    const after = (await host.allRows()).map(({ node }) => node);
    assert.equal(after.length, before.length);
    assert.ok(after.every((node, index) => node === before[index]));
  });

  it('continues after an empty page with a token', async () => {
    const list = [connected.label, 'Amazon Pinpoint', 'Newsletter', 'Digest readers'];
    await host.row(...list);
    const since = connected.answers.length;
    const ids = await host.jobIds(...list);
    const [empty, page, ...others] = connected.answers.slice(since);
    assert.ok(empty !== undefined && page !== undefined && others.length === 0);
    assert.deepEqual(pinpointJobsIn(empty.body), []);
    assert.notEqual(nextTokenIn(empty.body), undefined);
    assert.equal(tokenOf(page.request), nextTokenIn(empty.body));
    assert.equal(ids.length, 5);
    assert.deepEqual(
      ids,
      pinpointJobsIn(page.body).map(({ Id }) => Id),
    );
    assert.equal((await host.names(...list)).at(-1), 'Load more, Digest readers, 5 loaded');
  });

  it('shows the segments of all pages, only imported ones by default', async () => {
    const imported = ['All import jobs', 'VIP customers', 'Lapsed buyers', 'Birthdays', 'Store guests'];
    await host.run('loadMore', await host.row(...loyalty, /^Load more/));
    assert.deepEqual(await host.labels(...loyalty), [...imported, 'App users', 'Unnamed segment']);
    await host.set({ 'pinpoint.segments': 'all' });
    await host.until(async () => {
      assert.deepEqual(await host.labels(...loyalty), [...imported, 'Frequent buyers', 'App users', 'Unnamed segment']);
    });
    assert.match((await host.row(...loyalty, 'Frequent buyers')).name, /^Frequent buyers dynamic segment/);
    await host.set({ 'pinpoint.segments': undefined });
    await host.until(async () => {
      assert.deepEqual(await host.labels(...loyalty), [...imported, 'App users', 'Unnamed segment']);
    });
  });

  it('sends no requests by itself until polling is turned on', async () => {
    await openAll();
    assert.ok(
      (await host.allRows()).some(({ name }) => name.startsWith('Processing')),
      'There is something to poll.',
    );
    await host.time.pass(10 * 60_000);
    assert.deepEqual(connected.asked(), lists);
    await host.set({ 'polling.enabled': true });
    await host.until(() => {
      // Only a poll requests SES jobs of both lists.
      assert.ok(
        connected.answers.some(
          ({ operation, request }) => operation === 'ListImportJobs' && listAskedFor(request) === undefined,
        ),
      );
    });
  });
});
