import assert from 'node:assert/strict';
import { eventually } from '../support/eventually';
import { listAskedFor } from '../support/operations';
import { ConnectedHost } from './support/host';

describe('Settings', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let contacts: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start();
    ({ host } = connected);
    contacts = [connected.label, 'Amazon SES', 'Contact lists'];
  });
  afterEach(() => host.stop());

  const sizes = () =>
    connected.answers.map(({ request }) => (JSON.parse(request.body) as { readonly PageSize?: number }).PageSize);
  const polls = () =>
    connected.answers.filter(
      ({ operation, request }) => operation === 'ListImportJobs' && listAskedFor(request) === undefined,
    ).length;

  it("for the page size apply to the next page, within AWS's limits", async () => {
    connected.server.maxPageSize = 2;
    await host.set({ pageSize: 7 });
    await host.rows(...contacts);
    for (const pageSize of ['seven', 1_000, 0, 2.4]) {
      await host.set({ pageSize });
      await host.within(host.run('loadMore', await host.row(...contacts)));
    }
    assert.deepEqual(sizes(), [7, 50, 100, 1, 2]);
  });

  it('for polling start and stop it at once', async () => {
    await host.rows(...contacts);
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 1 });
    await host.until(() => {
      assert.ok(polls() > 1);
    });
    await host.set({ 'polling.enabled': false });
    await host.time.pass(1_000);
    const before = polls();
    await host.time.pass(60_000);
    assert.equal(polls(), before);
  });

  it('for polling are ignored when of the wrong type', async () => {
    await host.rows(...contacts);
    await host.set({ 'polling.enabled': 'yes', 'polling.minimumInterval': 'often', 'polling.maximumInterval': -1 });
    const begun = host.time.now();
    await host.until(() => {
      assert.ok(polls() > 0);
    });
    // Five seconds, with 10% jitter.
    assert.ok(host.time.now() - begun >= 4_000, `${String(host.time.now() - begun)} ms`);
  });

  it('for services show and hide them at once, and leave the rows of the others alone', async () => {
    const services = [connected.label];
    const pinpoint = await host.row(...services, 'Amazon Pinpoint');
    await host.rows(...contacts);
    const applications = (await host.rows(...services, 'Amazon Pinpoint')).map(({ node }) => node);
    const [selected] = await host.rows(...services, 'Amazon Pinpoint');
    await host.reveal(selected ?? assert.fail());
    // While VS Code redraws a list, it reports no selection in it.
    const isSelected = () =>
      eventually(() => {
        assert.deepEqual(host.extension.treeView.selection, [selected?.node]);
      });
    const asked = connected.asked().length;
    await host.set({ services: ['pinpoint'] });
    await eventually(async () => {
      assert.deepEqual(await host.labels(...services), ['Amazon Pinpoint']);
    });
    assert.deepEqual(host.extension.store.jobsOf(host.extension.accounts.all[0]?.connection.id ?? ''), []);
    assert.equal((await host.row(...services, 'Amazon Pinpoint')).node, pinpoint.node);
    assert.deepEqual(
      (await host.rows(...services, 'Amazon Pinpoint')).map(({ node }) => node),
      applications,
    );
    await isSelected();
    await host.run('copyIamPolicy', await host.row(...services));
    assert.doesNotMatch(await host.clipboard(), /"ses:/);
    await host.set({ services: undefined });
    await eventually(async () => {
      assert.ok((await host.labels(...services)).includes('Amazon SES'));
    });
    await isSelected();
    assert.equal(connected.asked().length, asked, 'Nothing is requested before a row is opened.');
    assert.ok((await host.rows(...contacts)).length > 0);
  });

  it('for services show all of them, and say why, when wrong', async () => {
    await host.rows(...contacts);
    const { view } = host.extension;
    await host.set({ services: [] });
    await eventually(() => {
      assert.equal(view.message, 'The setting importJobs.services is empty, so all services are shown');
    });
    assert.ok((await host.labels(connected.label)).includes('Amazon Pinpoint'));
    await host.set({ services: ['SES', 'pinpoint'] });
    await eventually(() => {
      assert.match(view.message, /^Unknown service in the setting importJobs\.services: SES\. Known services: ses, /);
    });
    await eventually(async () => {
      assert.deepEqual(await host.labels(connected.label), ['Amazon Pinpoint']);
    });
    await host.set({ services: undefined });
    await eventually(() => {
      assert.equal(view.message, '');
    });
  });

  it('do not affect unrelated connections when they change', async () => {
    await host.rows(...contacts);
    const [account] = host.extension.accounts.all;
    const asked = connected.asked().length;
    await host.set({
      pageSize: 7,
      sampleAccount: true,
      connections: [connected.entry, { profile: 'other', region: 'eu-west-1' }],
    });
    assert.equal(host.extension.accounts.all.length, 3);
    assert.equal(host.extension.accounts.all[0], account);
    assert.equal(connected.asked().length, asked);
  });
});
