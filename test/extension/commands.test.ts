import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { Host } from './support/host';

interface Manifest {
  readonly activationEvents?: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<
      Record<string, readonly { readonly command?: string; readonly when?: string; readonly group?: string }[]>
    >;
  };
}

const manifest = extensions.getExtension('import-jobs.import-jobs')?.packageJSON as Manifest;
const contributed = manifest.contributes.commands.map(({ command }) => command);

describe('Commands', () => {
  let host: Host;

  beforeEach(async () => {
    host = await Host.start();
  });
  afterEach(() => host.stop());

  it('are all registered, and menus have no others', async () => {
    const registered = (await commands.getCommands(true)).filter((command) => command.startsWith('importJobs.'));
    assert.deepEqual(
      contributed.filter((command) => !registered.includes(command)),
      [],
    );
    const inMenus = Object.values(manifest.contributes.menus).flatMap((items) =>
      items.flatMap(({ command }) => command ?? []),
    );
    assert.deepEqual(
      inMenus.filter((command) => !contributed.includes(command)),
      [],
    );
  });

  it('have no button in a job’s row, which needs its width', () => {
    const inline = (manifest.contributes.menus['view/item/context'] ?? []).filter(({ group }) =>
      group?.startsWith('inline'),
    );
    assert.ok(inline.length > 0);
    assert.deepEqual(
      inline.filter(({ when }) => when?.includes('job;')),
      [],
    );
  });

  it('say what is missing when called without a row and without connections', async () => {
    const said: Readonly<Record<string, RegExp>> = {
      removeConnection: /^There are no connections to remove\.$/,
      signIn: /connection/,
      diagnoseConnection: /connection/,
      copyReport: /^No diagnosis report is open\. Run Diagnose Connection first\.$/,
      copyIamPolicy: /connection/,
      ...Object.fromEntries(
        ['openDetails', 'openDetailsToSide', 'openAsJson', 'copyJobId', 'copySourceUrl', 'copyAsJson']
          .concat(['openFailedRecords', 'saveFailedRecords', 'copyFailedRecordsUrl'])
          .concat(['copyArn', 'copyLink', 'copyAsCliCommand', 'copyRerunCommand', 'openInConsole', 'exportJobs'])
          .map((name) => [name, /^No import jobs are loaded yet\./]),
      ),
      loadMore: /^All open lists are fully loaded\.$/,
      loadAll: /^All open lists are fully loaded\.$/,
      pinDetails: /^Open the details of an import job first/,
    };
    for (const [name, text] of Object.entries(said)) {
      await host.run(name);
      const { kind } = await host.window.message(text);
      assert.equal(kind, 'information', name);
      assert.deepEqual(host.window.texts, [], name);
    }
    await host.run('refresh');
  });

  it('do nothing when called with anything but a row', async () => {
    for (const name of ['refresh', 'loadMore', 'copyJobId', 'removeConnection', 'openDetails']) {
      for (const argument of ['text', 7, null, { kind: 'job' }, [], { importJobsPanel: 1 }]) {
        await commands.executeCommand(`importJobs.${name}`, argument, argument);
      }
    }
    const { texts } = host.window;
    for (const text of texts) host.window.take(text);
    assert.ok(
      texts.every((text) => /^(There are no|No import jobs|All open lists)/.test(text)),
      texts.join(' | '),
    );
  });

  it('offer a quick pick when a row is needed and none is selected', async () => {
    await host.set({ sampleAccount: true });
    await host.rows('Sample account', 'Amazon SES', 'Suppression list');
    for (const name of ['copyJobId', 'openDetails', 'openAsJson', 'copySourceUrl', 'openFailedRecords']) {
      const before = host.window.picked.length;
      host.window.pick();
      await host.run(name);
      assert.equal(host.window.picked.length, before + 1, name);
    }
    for (const name of ['diagnoseConnection', 'loadMore', 'loadAll']) {
      const before = host.window.picked.length;
      host.window.pick();
      await host.run(name);
      assert.equal(host.window.picked.length, before + 1, name);
    }
  });

  it('ignore a selected row of a removed connection', async () => {
    await host.set({ sampleAccount: true });
    await host.reveal(await host.row('Sample account', 'Amazon SES', 'Suppression list'));
    await host.set({ sampleAccount: false });
    for (const name of ['loadMore', 'loadAll']) {
      await host.run(name);
      await host.window.message(/^All open lists are fully loaded\.$/);
    }
    await host.run('copyIamPolicy');
    await host.window.message(/^There are no connections to AWS accounts\.$/);
  });
});
