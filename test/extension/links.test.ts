import assert from 'node:assert/strict';
import { commands, env, extensions, Uri, window } from 'vscode';
import { eventually } from '../support/eventually';
import { isOperation } from '../support/operations';
import type { TestServer } from '../support/testServer';
import { Host, region, unique } from './support/host';
import { QuickPicks } from './support/quickPicks';
import { jobIdOf, rowsBelow, type Row } from './support/treeRows';

describe('Links', () => {
  let host: Host;
  let accountId: string;
  let profile: string;
  let server: TestServer;

  beforeEach(async () => {
    host = await Host.start({ 'ses.exportJobs': true, notifications: 'off' });
    server = await host.serve();
    // Its own, since connections to the same account share a rate limit.
    accountId = unique().padStart(12, '0');
    profile = await host.addProfile(server, { accountId });
    await connect();
  });
  afterEach(async () => {
    await host.stop();
    await host.set({ 'ses.exportJobs': undefined, services: undefined });
  });

  const connect = (...names: readonly string[]) =>
    host.set({ connections: (names.length === 0 ? [profile] : names).map((name) => ({ profile: name, region })) });
  const label = (name = profile) => `${name} · ${region}`;
  const open = (link: string) => host.within(Promise.resolve(host.extension.uriHandler.handleUri(Uri.parse(link))));
  const linkTo = (parameters: string) => `${env.uriScheme}://import-jobs.import-jobs/job?${parameters}`;
  const someJob = () => `account=${accountId}&region=${region}&service=ses&id=00000000-0000-4000-8000-000000000000`;

  /** Opens a row and the first list below it, or each list of Amazon SES. Returns the first row of a job in each list. */
  async function jobsBelow(row: Row): Promise<readonly Row[]> {
    const below = await host.within(rowsBelow(host.extension.tree, row));
    const [job] = below.filter(({ node }) => node.kind === 'job');
    const lists = below.filter(({ node }) => node.kind === 'folder').slice(0, row.label === 'Amazon SES' ? 3 : 1);
    const jobs: Row[] = job === undefined ? [] : [job];
    for (const list of lists) jobs.push(...(await jobsBelow(list)));
    return jobs;
  }

  async function copied(row: Row): Promise<string> {
    await host.run('copyLink', row);
    return host.clipboard();
  }

  /** Copies a link to a job of the suppression list, and reconnects, so that nothing has been read. */
  async function copyOne(): Promise<{ readonly link: string; readonly id: string }> {
    const [row = assert.fail()] = await host.rows(label(), 'Amazon SES', 'Suppression list');
    const link = await copied(row);
    await host.set({ connections: [] });
    await connect();
    return { link, id: jobIdOf(row) ?? assert.fail() };
  }

  const isOpen = (id: string, of = profile) =>
    host.until(() => {
      const [row] = host.extension.treeView.selection;
      assert.ok(row?.kind === 'job' && row.key.endsWith(id), `not selected: ${row?.id ?? 'no row'}`);
      assert.equal(row.account.connection.profile, of);
      assert.ok(window.tabGroups.activeTabGroup.activeTab, 'No panel is open.');
    });
  const isAsked = () => server.requests.length;

  it('name the job and nothing secret, for each list of each service, and lead back to its row', async () => {
    const rows: Row[] = [];
    for (const service of await host.rows(label())) rows.push(...(await jobsBelow(service)));
    const links = new Map<string, string>();
    for (const row of rows) links.set(await copied(row), jobIdOf(row) ?? assert.fail());
    const services = [...links.keys()].map((link) => new URL(link).searchParams.get('service'));
    assert.deepEqual([...new Set(services)], ['ses', 'mailManager', 'customerProfiles', 'pinpoint']);
    assert.ok(links.size >= 6, [...links.keys()].join('\n'));
    for (const [link, id] of links) {
      const form =
        /^[\w-]+:\/\/import-jobs\.import-jobs\/job\?account=(\d{12})&region=eu-west-1&service=\w+(&scope=[\w-]+)?&id=([\w-]+)$/;
      assert.deepEqual(
        form
          .exec(link)
          ?.slice(1)
          .filter((_, index) => index !== 1),
        [accountId, id],
        link,
      );
    }
    await host.set({ connections: [] });
    await connect();
    for (const [link, id] of links) {
      await open(link);
      await isOpen(id);
    }
  });

  it('are copied a line for each job, and say when they name no account', async () => {
    const rows = (await host.rows(label(), 'Amazon SES', 'Suppression list')).slice(0, 3);
    await host.run('copyLink', ...rows);
    const lines = (await host.clipboard()).split('\n');
    assert.deepEqual(
      lines.map((line) => new URL(line).searchParams.get('id')),
      rows.map((row) => jobIdOf(row)),
    );
    assert.equal(host.window.statusBarMessages.at(-1), '$(check) 3 links copied.');
    const nameless = await host.addProfile(server, { name: 'nameless' });
    await connect(nameless);
    const [row = assert.fail()] = await host.rows(label(nameless), 'Amazon SES', 'Suppression list');
    assert.equal(new URL(await copied(row)).searchParams.has('account'), false);
    assert.match(host.window.statusBarMessages.at(-1) ?? '', /^\$\(check\) Link copied\. It names the region, but not/);
    await host.set({ sampleAccount: true });
    const [sample = assert.fail()] = await host.rows('Sample account', 'Amazon SES', 'Suppression list');
    assert.doesNotMatch(sample.item.contextValue ?? '', /;link;/);
    await host.run('copyLink', sample);
    await host.window.message('There is no link to this import job.');
  });

  it('are opened with the id of this extension', () => {
    assert.equal(extensions.getExtension('import-jobs.import-jobs')?.id, 'import-jobs.import-jobs');
  });

  it('open without a request for the job if it is known', async () => {
    const [row = assert.fail()] = await host.rows(label(), 'Amazon SES', 'Suppression list');
    const link = await copied(row);
    const before = isAsked();
    await open(link);
    await isOpen(jobIdOf(row) ?? assert.fail());
    const paths = server.requests.slice(before).map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path) => !path.endsWith(jobIdOf(row) ?? assert.fail())),
      [],
      'The panel requests the details that the list left out.',
    );
  });

  it('use only the connection to their account', async () => {
    const { link, id } = await copyOne();
    const foreign = await host.serve();
    const other = await host.addProfile(foreign, { name: 'other', accountId: '999999999999' });
    const unknown = await host.addProfile(foreign, { name: 'unknown' });
    await connect(other, unknown, profile);
    await open(link);
    await isOpen(id);
    assert.deepEqual(foreign.requests, []);
  });

  it('use the only connection in the region if accounts are unknown, and let the user pick one of several', async () => {
    const { link, id } = await copyOne();
    const [one, two] = [await host.addProfile(server, { name: 'one' }), await host.addProfile(server, { name: 'two' })];
    await connect(one);
    await open(link);
    await isOpen(id, one);
    // Otherwise the panel reads its job again when its connection is back.
    await commands.executeCommand('workbench.action.closeAllEditors');
    await host.set({ connections: [] });
    await connect(one, two);
    const before = isAsked();
    host.window.pick();
    await open(link);
    assert.equal(host.window.titles.at(-1), `Open Link: AWS Account ${accountId}`);
    assert.deepEqual(
      host.window.picked.at(-1)?.map(({ label: each }) => each),
      [label(one), label(two)],
    );
    assert.equal(isAsked(), before, 'Nothing is requested before the user picks one.');
    host.window.pick(label(two));
    await open(link);
    await isOpen(id, two);
  });

  it('offer to add a connection if none leads to the account, and add it only with the profile that the user selects', async () => {
    const { link, id } = await copyOne();
    await host.set({ connections: [] });
    const before = isAsked();
    await open(link);
    const none = `No connection in ${region} leads to AWS account ${accountId}, which has the import job of this link.`;
    assert.deepEqual((await host.window.message(none)).buttons, ['Add Connection…']);
    assert.equal(isAsked(), before);
    assert.deepEqual(await host.rows(), []);

    const picks = new QuickPicks(host.window);
    host.window.answer(none, 'Add Connection…');
    const cancelled = open(link);
    (await picks.titled(`Add Connection: ${region}`)).hide();
    await cancelled;
    await host.window.message(none);
    assert.deepEqual(await host.rows(), []);

    const other = await host.addProfile(server, { name: 'other', accountId: '999999999999' });
    host.window.answer(none, 'Add Connection…');
    const refused = open(link);
    const first = await picks.titled(`Add Connection: ${region}`);
    assert.deepEqual(
      first.activeItems.map((item) => item.label),
      [profile],
      'The profile that leads to the account.',
    );
    first.accept(other);
    await refused;
    await host.window.message(none);
    await host.window.message(`The profile “${other}” leads to AWS account 999999999999, not to ${accountId}.`);
    assert.deepEqual(await host.rows(), []);
    assert.equal(isAsked(), before);

    host.window.answer(none, 'Add Connection…');
    const adding = open(link);
    (await picks.titled(`Add Connection: ${region}`)).accept(profile);
    await adding;
    await host.window.message(none);
    await isOpen(id);
    assert.deepEqual(await host.labels(), [label()]);
  });

  it('say that no connection leads to their account, and request nothing from others', async () => {
    const before = isAsked();
    await open(linkTo(someJob().replace(accountId, '999999999999')));
    const { buttons } = await host.window.message(
      `No connection in ${region} leads to AWS account 999999999999, which has the import job of this link.`,
    );
    assert.deepEqual(buttons, ['Add Connection…']);
    assert.equal(isAsked(), before);
  });

  it('offer no connection in a region that is unknown, or without the service', async () => {
    for (const parameters of [
      'region=xx-nowhere-1&service=ses&id=1',
      'region=eu-north-1&service=pinpoint&scope=a&id=1',
    ]) {
      await open(linkTo(parameters));
      const { buttons } = await host.window.message(/^No connection is in .*, the region of this link\.$/);
      assert.deepEqual(buttons, [], parameters);
    }
  });

  it('say that the job does not exist or cannot be read', async () => {
    await open(linkTo(someJob()));
    await host.window.message(`“${label()}” has no import job with the ID of this link.`);
    server.answer(isOperation('ses GetImportJob'), {
      status: 403,
      headers: { 'x-amzn-errortype': 'AccessDeniedException' },
      body: '{"message":"[Words](https://evil.invalid)"}',
    });
    await open(linkTo(someJob()));
    const { kind } = await host.window.message(/^The import job of this link could not be read\. Access denied/);
    assert.equal(kind, 'error');
    assert.equal(window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('ask whether to show a hidden service, and say that a list is hidden', async () => {
    const { link, id } = await copyOne();
    await host.set({ services: ['pinpoint'], 'ses.exportJobs': false });
    const before = isAsked();
    await open(link);
    await host.window.message('SES is hidden by the setting importJobs.services.');
    assert.equal(isAsked(), before);
    host.window.answer('SES is hidden', 'Show');
    await open(link);
    await host.window.message('SES is hidden by the setting importJobs.services.');
    await isOpen(id);
    await open(linkTo(`${someJob()}&scope=exports`));
    await host.window.message('The settings hide the list with the import job of this link.');
  });

  it('that are malformed or hostile do nothing but say so, in one harmless sentence', async () => {
    const before = isAsked();
    const hostile: Readonly<Record<string, string>> = {
      [linkTo('')]: 'its field “region” is missing.',
      [linkTo(someJob()).replace('/job', '/settings')]: 'Import Jobs has no page “/settings”.',
      [linkTo(someJob()).replace('/job', '/../job')]: 'Import Jobs has no page “/../job”.',
      [linkTo(`${someJob()}&endpoint_url=https://evil.invalid`)]: 'its field “endpoint_url” is unknown or repeated.',
      [linkTo(`${someJob()}&profile=admin`)]: 'its field “profile” is unknown or repeated.',
      [linkTo(`${someJob()}&id=job-2`)]: 'its field “id” is unknown or repeated.',
      [linkTo(`${someJob()}%26id=job-2`)]: 'its field “id” is unknown or repeated.',
      [linkTo(someJob().replace('ses', 'iam'))]: 'Import Jobs does not know the service “iam”.',
      [linkTo(someJob().replace(region, 'evil.invalid'))]: 'its field “region” cannot be “evil.invalid”.',
      [linkTo(`${someJob()}%0d%0a%00%E2%80%AE`)]: 'its field “id” cannot be “00000000-0000-4000-8000-000000000000”.',
      [linkTo(`region=${region}&service=ses&id=<img src=x>`)]: 'its field “id” cannot be “<img src=x>”.',
      [linkTo(`region=${region}&service=ses&id=[a](command:workbench.action.quit)`)]:
        'its field “id” cannot be “[a] (command:workbench.action.quit)”.',
      [linkTo(`${someJob()}&scope=${'a'.repeat(100_000)}`)]: 'it is too long.',
    };
    for (const [link, said] of Object.entries(hostile)) {
      await open(link);
      const { kind, buttons } = await host.window.message(`This link cannot be opened: ${said}`);
      assert.deepEqual([kind, buttons, host.window.texts], ['warning', [], []], link.slice(0, 200));
    }
    assert.equal(isAsked(), before);
    assert.deepEqual(await host.labels(), [label()]);
    assert.equal(window.tabGroups.activeTabGroup.activeTab, undefined);
  });

  it('can be cancelled', async () => {
    const hold = server.hold(isOperation('ses GetImportJob'));
    const opening = open(linkTo(someJob()));
    await host.until(() => hold.arrived, 5);
    const work = host.window.works.at(-1) ?? assert.fail();
    assert.deepEqual([work.title, work.isCancellable], ['Opening the link', true]);
    work.cancel();
    await opening;
    hold.release();
    await eventually(() => {
      assert.equal(window.tabGroups.activeTabGroup.activeTab, undefined);
    });
  });
});
