import assert from 'node:assert/strict';
import { window } from 'vscode';
import { Host } from './support/host';
import { jobIdOf } from './support/treeRows';

describe('The sample account', () => {
  let host: Host;

  beforeEach(async () => {
    host = await Host.start({ pageSize: 10 });
  });
  afterEach(() => host.stop());

  it('is shown and hidden by its commands', async () => {
    assert.deepEqual(await host.labels(), []);
    await host.within(host.run('showSampleAccount'));
    assert.deepEqual(await host.labels(), ['Sample account']);
    await host.run('hideSampleAccount');
    assert.deepEqual(await host.labels(), []);
  });

  it('opens its first list and a job with failures, which is selected', async () => {
    await host.within(host.run('showSampleAccount'));
    const [node] = host.extension.treeView.selection;
    assert.ok(node?.kind === 'job' && node.parent.kind === 'folder');
    assert.equal(node.parent.folder.branch.label, 'Suppression list');
    const completed = node.parent.folder.jobs.find(({ phase }) => phase === 'succeededWithFailures');
    assert.equal(node.key, completed?.key);
    assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^Suppression list · /);
  });

  it('has jobs of both services, and uses no network', async () => {
    // Any request of the AWS SDK would arrive here.
    const trap = await host.serve();
    await host.writeAwsFiles({
      config: `[default]\nregion = eu-west-1\nendpoint_url = ${trap.url}\n`,
      credentials: '[default]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    await host.set({ sampleAccount: true });
    const rows = await host.rows('Sample account', 'Amazon SES', 'Suppression list');
    const row = rows.find(({ name }) => name.startsWith('Completed with failures')) ?? assert.fail();
    const readers = ['Sample account', 'Amazon Pinpoint', 'Newsletter', 'Digest readers'];
    assert.ok((await host.jobIds(...readers)).length > 0);
    await host.run('copyFailedRecordsUrl', row);
    assert.match(
      await host.clipboard(),
      new RegExp(`^https://files\\.sample-account\\.invalid/.*${jobIdOf(row) ?? assert.fail()}`),
    );
    assert.deepEqual(trap.requests, []);
  });
});
