import assert from 'node:assert/strict';
import { workspace } from 'vscode';
import { eventually } from '../support/eventually';
import { end, type FreshAccount } from '../support/freshAccount';
import { FreshHost } from './support/freshHost';
import type { Host } from './support/host';
import { jobIdOf, linesOf } from './support/treeRows';

describe('Notifications of finished jobs', () => {
  let fresh: FreshHost;
  let busy: FreshAccount;
  let host: Host;

  beforeEach(async () => {
    fresh = await FreshHost.start();
    ({ busy, host } = fresh);
  });
  afterEach(() => fresh.stop());

  const selectedIds = () =>
    host.extension.treeView.selection.map((node) => (node.kind === 'job' ? decodeURIComponent(node.key) : node.kind));
  const statusBar = () =>
    host.extension.statusBarItems.find(({ id }) => id === 'importJobs.running') ??
    assert.fail('There is no item in the status bar.');

  it('combine several that finish together', async () => {
    const jobs = [await fresh.begun('first'), await fresh.begun('second'), await fresh.begun('third')];
    for (const [index, job] of jobs.entries()) end(job, index === 0 ? 2 : 0);
    await fresh.shows('third', /^Completed/);
    const { text, kind, buttons } = await fresh.notification();
    assert.equal(text, 'busy: 3 import jobs finished, 1 with failures');
    assert.deepEqual([kind, buttons], ['warning', ['Open Details', 'Open Failed Records', "Don't Show Again"]]);
  });

  it('can be limited to failures or turned off by the setting', async () => {
    await host.set({ notifications: 'failures' });
    const [good, bad] = [await fresh.begun('good'), await fresh.begun('bad')];
    end(good);
    end(bad, 1);
    await fresh.shows('bad', /^Completed/);
    assert.equal((await fresh.notification()).text, 'busy: suppression list import completed, 1 of 5,000 failed');

    await host.set({ notifications: 'off' });
    end(await fresh.begun('silent'), 1);
    await fresh.shows('silent', /^Completed/);
    await fresh.looks(15);
    assert.deepEqual(host.window.texts, []);
  });

  it('appear once for a job; row, badge and status bar agree', async () => {
    const job = await fresh.begun('watched');
    await fresh.importing(2);
    assert.equal(statusBar().text, '$(sync~spin) 2 running');
    // The badge is for a hidden view.
    await host.hide();
    end(job, 3);
    await fresh.importing(1);
    assert.equal(statusBar().text, '$(sync~spin) 1 running');
    const { text, kind, buttons } = await fresh.notification();
    assert.equal(text, 'busy: suppression list import completed, 3 of 5,000 failed');
    assert.deepEqual([kind, buttons], ['warning', ['Open Details', 'Open Failed Records', "Don't Show Again"]]);
    const { badge } = host.extension.treeView;
    assert.deepEqual([badge?.value, badge?.tooltip], [1, `1 import job finished with failures: ${fresh.labels.busy}`]);

    await fresh.shows('watched', /^Completed with failures, 5,000 processed, 3 failed, .*job watched,/);
    await host.show();
    await eventually(() => {
      assert.equal(host.extension.treeView.badge, undefined);
    });
    await fresh.looks(15);
    assert.deepEqual(host.window.texts, [], 'Still the one.');
  });

  it('offer no failed records of a job without failures', async () => {
    end(await fresh.begun('good'));
    const { text, kind, buttons } = await fresh.notification();
    assert.equal(text, 'busy: suppression list import completed, 5,000 processed');
    assert.deepEqual([kind, buttons], ['information', ['Open Details', "Don't Show Again"]]);
  });

  it('open the job, and its failed records', async () => {
    host.window.answer(/suppression list import completed/, 'Open Details');
    await fresh.finish(await fresh.begun('opened'));
    await host.until(() => {
      assert.deepEqual(selectedIds(), ['ses/opened']);
    });

    host.window.answer(/suppression list import completed, 1 of/, 'Open Failed Records');
    await fresh.finish(await fresh.begun('records'), 1);
    // The link of this server leads nowhere.
    const { kind } = await host.until(() => host.window.take(/^The failed records could not be read\./));
    assert.equal(kind, 'error');
    assert.ok(busy.server.requests.some(({ path }) => path.endsWith('/import-jobs/records')));
  });

  it("stop after Don't Show Again", async () => {
    host.window.answer(/suppression list import completed/, "Don't Show Again");
    await fresh.finish(await fresh.begun('last'));
    await eventually(() => {
      assert.equal(workspace.getConfiguration('importJobs').get('notifications'), 'off');
    });
    end(await fresh.begun('untold'));
    await fresh.shows('untold', /^Completed/);
    await fresh.looks(15);
    assert.deepEqual(host.window.texts, []);
  });

  it('accompany a status bar item that opens the running job, or lets the user pick one', async () => {
    await fresh.importing(1);
    await host.run('showRunning');
    await eventually(() => {
      assert.deepEqual(selectedIds(), ['ses/endless']);
    });

    // Its list was never opened.
    const other = busy.begin('unopened', 'contact');
    await fresh.importing(2);
    const { tooltip, command, accessibilityInformation } = statusBar();
    assert.equal(command, 'importJobs.showRunning');
    assert.equal(accessibilityInformation?.label, 'Import jobs: 2 running');
    assert.deepEqual(
      linesOf(tooltip)
        .map((line) => line.replace(/(Processing).*/, '$1'))
        .sort(),
      [`${fresh.labels.busy} · Contact list news · Processing`, `${fresh.labels.busy} · Suppression list · Processing`],
    );
    host.window.pick('unopened');
    await host.within(host.run('showRunning'));
    assert.equal(host.window.picked.at(-1)?.length, 2);
    await eventually(() => {
      assert.deepEqual(selectedIds(), ['ses/unopened']);
    });
    const list = [fresh.labels.busy, 'Amazon SES', 'Contact lists'];
    assert.ok((await host.rows(...list)).some((row) => jobIdOf(row) === 'unopened'));
    end(other);
    await fresh.importing(1);
    assert.match((await fresh.notification()).text, /^news \(busy\): contact list import completed/);
  });
});
