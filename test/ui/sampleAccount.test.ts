import assert from 'node:assert/strict';
import { showsJob } from '../support/panel';
import { allRows, jobIdOf } from '../support/rows';
import { TestServer } from '../support/testServer';
import { profileFor } from '../support/testServerProfile';
import { Workbench } from '../support/workbench';

describe('The sample account', () => {
  let workbench: Workbench;
  /** Whatever the AWS SDK sent over the network would come here. */
  let trap: TestServer;

  before(async () => {
    trap = await TestServer.start();
    const { config, credentials } = profileFor(trap, { name: 'default' });
    workbench = await Workbench.start({
      awsConfig: config,
      awsCredentials: credentials,
      env: { AWS_ENDPOINT_URL: trap.url, AWS_REGION: 'eu-west-1' },
      settings: { 'importJobs.pageSize': 10 },
      window: { height: 1400 },
    });
    workbench.page.setDefaultTimeout(40_000);
    await workbench.openView();
  });
  after(async () => {
    await workbench.stop();
    await trap.close();
  });

  it('is shown from the welcome text, and holds jobs of both services', async () => {
    await workbench.view.getByRole('button', { name: 'Explore the Sample Account' }).click();
    await workbench.row(/^Sample account/).waitFor();
    await workbench.expand(/^Suppression list/);
    await workbench
      .row(/^Completed with failures/)
      .first()
      .waitFor();
    await workbench.expand(/^Amazon Pinpoint/);
    await workbench.expand(/^Newsletter/);
    await workbench.expand(/^Weekly digest readers/);
    await workbench
      .row(/Segment Weekly digest readers, .*job/)
      .first()
      .waitFor();
    const row = (await allRows(workbench)).find(({ name }) => name.startsWith('Completed with failures'));
    const JobId = jobIdOf(row ?? assert.fail()) ?? assert.fail();
    await workbench.row(new RegExp(JobId)).click();
    await showsJob(workbench, JobId);
    await workbench.contextMenu(new RegExp(JobId), 'Copy Failed Records URL');
    assert.match(await workbench.clipboard(), new RegExp(`^https://files\\.sample-account\\.invalid/.*${JobId}`));
  });

  it('is still there after a reload, and gone for good once it is hidden', async () => {
    await workbench.reload();
    await workbench.openView();
    await workbench.row(/^Sample account/).waitFor();
    await workbench.contextMenu(/^Sample account/, 'Hide the Sample Account');
    await workbench.view.getByRole('button', { name: 'Explore the Sample Account' }).waitFor();
    assert.equal(await workbench.row(/^/).count(), 0);
    await workbench.command('Import Jobs: Explore the Sample Account');
    await workbench.row(/^Sample account/).waitFor();
    await workbench.command('Import Jobs: Hide the Sample Account');
    await workbench.row(/^Sample account/).waitFor({ state: 'detached' });
  });
});
