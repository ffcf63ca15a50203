import assert from 'node:assert/strict';
import { commands, ThemeIcon, TreeItemCollapsibleState, window } from 'vscode';
import { pinpointJobsIn, sesJobsIn } from '../support/wire';
import { QuickPicks } from './support/quickPicks';
import { ConnectedHost, region, type Host } from './support/host';
import { RecentView, type ShownRow } from './support/recentRows';
import { jobIdOf } from './support/treeRows';

const minute = 60_000;
const denial = {
  status: 403,
  headers: { 'x-amzn-errortype': 'AccessDeniedException' },
  body: JSON.stringify({ message: 'User is not authorized' }),
};

const kinds = (rows: readonly ShownRow[]) => rows.map(({ node }) => node.kind);
const idOf = ({ item }: ShownRow) => jobIdOf({ name: item.accessibilityInformation?.label ?? '' });

describe('The Recent view', () => {
  let connected: ConnectedHost;
  let host: Host;
  let recent: RecentView;

  async function start(settings: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const services = ['ses', 'pinpoint'];
    connected = await ConnectedHost.start({ pageSize: 5, notifications: 'off', services, ...settings });
    ({ host } = connected);
    recent = new RecentView(host);
  }
  afterEach(async () => {
    await host.run('clearFilter');
    await recent.close();
    await host.stop();
  });

  it('sends no request and sets no timer while it is closed', async () => {
    await start();
    assert.equal(host.extension.recentView.visible, false, 'It starts collapsed.');
    await host.hide();
    await host.show();
    await host.time.pass(10 * minute);
    assert.deepEqual(connected.asked(), []);
    assert.equal(host.time.pending, 0);
    await recent.open();
    const asked = connected.asked();
    assert.ok(asked.length > 0);
    await recent.close();
    await host.set({ connections: [{ ...connected.entry, name: 'Renamed' }] });
    await host.time.pass(10 * minute);
    assert.deepEqual(connected.asked(), asked);
    assert.equal(host.time.pending, 0, 'No timer is left.');
  });

  it('shows the newest page of each list by day, newest first', async () => {
    await start();
    await recent.open();
    assert.deepEqual(
      [...connected.asked()].sort(),
      ['GetApps', 'GetImportJobs', 'GetImportJobs', 'GetImportJobs', 'ListImportJobs', 'ListImportJobs'],
      'Segments repeat the jobs of their application.',
    );
    const jobs = connected.answers.flatMap(({ operation, body }) => {
      switch (operation) {
        case 'ListImportJobs':
          return sesJobsIn(body).map(({ JobId, CreatedTimestamp = NaN }) => [JobId, CreatedTimestamp * 1000] as const);
        case 'GetImportJobs':
          return pinpointJobsIn(body).map(({ Id, CreationDate = '' }) => [Id, Date.parse(CreationDate)] as const);
        default:
          return [];
      }
    });
    assert.ok(jobs.length > 15);
    const rows = await recent.rows();
    assert.deepEqual(
      rows.flatMap((row) => idOf(row) ?? []),
      jobs.toSorted(([, a], [, b]) => b - a).map(([id]) => id),
    );
    const days = rows.filter(({ node }) => node.kind === 'day');
    const today = new Date(host.time.now());
    const nameOf = (time: number) => {
      const date = new Date(time);
      const ago = Math.round((today.setHours(0, 0, 0, 0) - date.setHours(0, 0, 0, 0)) / (24 * 60 * minute));
      const formatted = date.toLocaleDateString('en-US', { weekday: 'long', month: 'short', day: 'numeric' });
      return ago === 0 ? 'Today' : ago === 1 ? 'Yesterday' : formatted;
    };
    assert.deepEqual(
      days.map(({ text }) => text.replace(/, \d{4}$/, '')),
      [...new Set(jobs.toSorted(([, a], [, b]) => b - a).map(([, time]) => nameOf(time)))],
    );
    const { Expanded, Collapsed } = TreeItemCollapsibleState;
    assert.deepEqual(
      days.slice(0, 4).map(({ item }) => item.collapsibleState),
      [Expanded, Expanded, Expanded, Collapsed].slice(0, days.length),
    );
    assert.equal(rows.at(-1)?.text, 'Older import jobs are in the Jobs view');
  });

  it('names the target of a job in its row, with the menu of the Jobs view', async () => {
    await start();
    const inJobs = await host.rows(connected.label, 'Amazon SES', 'Suppression list');
    await recent.open();
    const rows = await recent.rows();
    for (const row of inJobs.filter(({ node }) => node.kind === 'job')) {
      const found = rows.find((other) => idOf(other) === jobIdOf(row)) ?? assert.fail(row.name);
      const { label, description, iconPath, contextValue, accessibilityInformation } = found.item;
      assert.equal(label, 'Suppression list');
      const pattern = new RegExp(`^\\d+:\\d\\d [AP]M · .+ · ${connected.label}$`, 'u');
      assert.match(String(description).replace(/\s/gu, ' '), pattern);
      assert.deepEqual(
        [iconPath, contextValue, accessibilityInformation],
        [row.item.iconPath, row.item.contextValue, row.item.accessibilityInformation],
      );
    }
    assert.equal(
      connected.asked().filter((operation) => operation === 'ListImportJobs').length,
      2,
      'What the Jobs view has read is not read again.',
    );
  });

  it('opens a job by a click, copies the selected jobs, and takes the focus back from the details', async () => {
    await start();
    await recent.open();
    const [first = assert.fail(), second = assert.fail()] = (await recent.rows()).filter(
      ({ node }) => node.kind === 'job',
    );
    await recent.click(second);
    await host.until(() => {
      assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', / · /);
    });
    await commands.executeCommand('importJobs.copyJobId');
    assert.equal(await host.clipboard(), idOf(second), 'The palette uses the selection.');
    await commands.executeCommand('importJobs.copyJobId', first.node, [first.node, second.node]);
    assert.equal(await host.clipboard(), [idOf(first), idOf(second)].join('\n'));
    await commands.executeCommand('importJobs.enterRecentRow');
    await commands.executeCommand('importJobs.returnToRow');
    assert.deepEqual(host.extension.recentView.selection, [second.node]);
  });

  it('follows polls: a running job finishes in its row, and a new one appears', async () => {
    await start({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2, pageSize: 20 });
    await recent.open();
    const before = await recent.rows();
    const stateOf = ({ item }: ShownRow) => item.accessibilityInformation?.label.split(',')[0] ?? '';
    const running = before.filter((row) => stateOf(row) === 'Processing');
    assert.ok(running.length > 0);
    connected.server.advance(6 * minute);
    await host.until(async () => {
      const now = await recent.rows();
      const again = running.flatMap(({ node }) => now.find((row) => row.node === node) ?? []);
      assert.equal(again.length, running.length, 'The rows stay the same.');
      assert.ok(again.some((row) => stateOf(row) !== 'Processing'));
      const known = new Set(before.map(idOf));
      assert.ok(now.some((row) => idOf(row) !== undefined && !known.has(idOf(row))));
    });
  });

  it('says in one row why a connection could not be read, and retries on request', async () => {
    await start();
    const allow = connected.server.answer(() => true, denial);
    const other = await host.serve();
    await host.set({
      connections: [connected.entry, { profile: await host.addProfile(other), region, name: 'Other' }],
    });
    await recent.open();
    const [failure = assert.fail(), ...others] = await recent.rows();
    assert.equal(failure.node.kind, 'failure');
    assert.match(failure.text, new RegExp(`^${connected.label} \\| Access denied.* · `));
    assert.ok(failure.item.iconPath instanceof ThemeIcon && failure.item.iconPath.id === 'error');
    assert.match(failure.item.contextValue ?? '', /;failure;/);
    assert.match(failure.item.accessibilityInformation?.label ?? '', new RegExp(`^${connected.label}, `));
    assert.ok(!kinds(others).includes('failure') && kinds(others).includes('job'));
    assert.ok(others.every(({ text, node }) => node.kind !== 'job' || text.endsWith(' · Other')));

    allow();
    await host.within(Promise.resolve(commands.executeCommand('importJobs.tryAgain', failure.node)));
    await host.until(async () => {
      const texts = await recent.texts();
      assert.ok(texts.some((text) => text.endsWith(` · ${connected.label}`)));
      assert.ok(!kinds(await recent.rows()).includes('failure'), texts.join('\n'));
    });
  });

  it('says that it loads, can be stopped, and continues', async () => {
    await start();
    const held = connected.server.hold(() => true);
    await recent.openOnly();
    await host.until(async () => {
      assert.deepEqual(await recent.texts(), ['Loading… | 0 of 3 lists']);
      assert.equal(connected.server.requests.length, 2);
    });
    await commands.executeCommand('importJobs.stopLoading');
    await host.until(async () => {
      assert.match((await recent.texts()).join('\n'), /^Load more…/);
    });
    held.release();
    const [more = assert.fail()] = await recent.rows();
    await recent.click(more);
    await host.until(async () => {
      assert.ok(kinds(await recent.rows()).includes('job'));
      assert.ok(!kinds(await recent.rows()).includes('moreLists'));
    });
  });

  it('shows what matches the filter of the Jobs view, and says so', async () => {
    await start();
    await recent.open();
    const picks = new QuickPicks(host.window);
    const filterBy = async (text: string) => {
      const running = host.run('filter');
      const picker = await picks.titled('Filter Jobs');
      picker.type(text);
      picker.accept();
      await running;
    };
    const before = await recent.texts();
    const id = (await recent.rows()).flatMap((row) => idOf(row) ?? [])[0] ?? assert.fail();
    await filterBy(id);
    await host.until(async () => {
      assert.deepEqual(
        (await recent.rows()).flatMap((row) => idOf(row) ?? []),
        [id],
      );
    });
    assert.equal(host.extension.recentView.message, `Filter: “${id}”`);
    await filterBy('matches nothing');
    await host.until(async () => {
      assert.deepEqual(await recent.texts(), ['No recent import jobs match the filter']);
    });
    await host.run('clearFilter');
    await host.until(async () => {
      assert.deepEqual(await recent.texts(), before);
    });
    assert.equal(host.extension.recentView.message, '');
  });

  it('is redrawn at midnight', async () => {
    await start();
    await recent.open();
    let redraws = 0;
    const { tree } = await host.extension.recent();
    const listening = tree.onDidChangeTreeData(() => redraws++);
    const before = await recent.texts();
    await host.time.pass(24 * 60 * minute);
    await host.until(() => {
      assert.ok(redraws > 0);
    });
    listening.dispose();
    const after = await recent.texts();
    assert.ok(before.includes('Today') && !after.includes('Today'));
    assert.equal(after.indexOf('Yesterday'), before.indexOf('Today'));
  });

  it('shows the sample account, and nothing without connections', async () => {
    await start();
    await host.set({ connections: undefined, sampleAccount: true });
    await recent.open();
    assert.ok((await recent.texts()).some((text) => text.endsWith(' · Sample account')));
    await host.set({ sampleAccount: undefined });
    await host.until(async () => {
      assert.deepEqual(await recent.texts(), []);
    });
  });
});
