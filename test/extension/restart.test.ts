import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { end, FreshAccount } from '../support/freshAccount';
import { Host, region } from './support/host';
import { secondRun, TestMemento } from './support/secondRun';
import { jobIdOf, rowsBelow } from './support/treeRows';

describe('Imports in progress across a restart', () => {
  let host: Host;
  let account: FreshAccount;

  beforeEach(async () => {
    // An interval that no request outlasts, so that what is remembered is not polled while it is refreshed.
    host = await Host.start({ 'polling.enabled': true, 'polling.minimumInterval': 60, 'polling.maximumInterval': 60 });
    account = await FreshAccount.start({ ses: 4 }, () => host.time.now());
    const profile = await host.addProfile(account.server);
    await host.set({ connections: [{ profile, region }] });
  });
  afterEach(async () => {
    await host.stop();
    await account.server.close();
    await rm(join(tmpdir(), `import-jobs-run-${String(process.pid)}`), { recursive: true, force: true });
  });

  it('are polled again automatically, and one that finished meanwhile is announced once', async () => {
    const memory = new TestMemento();
    const job = account.begin('across');
    const before = await secondRun(host, memory);
    const [connection] = await rowsBelow(before.api.tree);
    const [ses] = await rowsBelow(before.api.tree, connection);
    const [list] = await rowsBelow(before.api.tree, ses);
    assert.ok((await rowsBelow(before.api.tree, list)).some((row) => jobIdOf(row) === 'across'));
    before.dispose();

    end(job, 2);
    const since = account.server.requests.length;
    const after = await secondRun(host, memory);
    await host.until(() => host.window.take(/suppression list import completed, 2 of 5,000 failed$/));
    assert.deepEqual(account.counts(since), { ListImportJobs: 1 });
    after.dispose();

    const last = await secondRun(host, memory);
    await host.time.pass(120_000);
    assert.deepEqual(account.counts(since), { ListImportJobs: 1 }, 'Nothing is left to poll.');
    last.dispose();
  });
});
