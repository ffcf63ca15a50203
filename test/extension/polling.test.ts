import assert from 'node:assert/strict';
import {
  nameOfPinpointJob,
  nameToConnection,
  pinpointJobsIn,
  sesJobsIn,
  stateOfSesJob,
  type PinpointJob,
} from '../support/wire';
import { ConnectedHost } from './support/host';

const minute = 60_000;

describe('Polling', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let suppressed: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({
      'polling.enabled': true,
      'polling.minimumInterval': 1,
      'polling.maximumInterval': 2,
      // Another file tests notifications.
      notifications: 'off',
    });
    ({ host } = connected);
    suppressed = [connected.label, 'Amazon SES', 'Suppression list'];
  });
  afterEach(() => host.stop());

  it('updates the same row when a running job finishes', async () => {
    await host.rows(...suppressed);
    const running = sesJobsIn(connected.answer('ListImportJobs').body).filter(
      (job) => stateOfSesJob(job) === 'Processing',
    );
    // In the sample account, this one finishes first, with failures.
    const id = running.at(-1)?.JobId ?? assert.fail();
    const row = await host.row(...suppressed, new RegExp(`job ${id},`));
    await host.reveal(row);
    connected.server.advance(50_000);
    await host.until(async () => {
      const now = await host.row(...suppressed, new RegExp(`job ${id},`));
      assert.equal(now.node, row.node);
      assert.match(now.name, /^Completed with failures/);
    });
    await host.until(() => {
      assert.deepEqual(host.extension.treeView.selection, [row.node]);
    });
  });

  it('shows new jobs in open lists', async () => {
    const before = await host.jobIds(...suppressed);
    connected.server.advance(5 * minute);
    const after = await host.until(async () => {
      const ids = await host.jobIds(...suppressed);
      assert.ok(ids.length > before.length);
      return ids;
    });
    assert.deepEqual(after.slice(-before.length), before, 'The newest come first.');
    assert.equal(new Set(after).size, after.length);
  });

  it('updates a Pinpoint job in both of its lists', async () => {
    const loyalty = [connected.label, 'Amazon Pinpoint', 'Loyalty'];
    await host.rows(...loyalty, 'All import jobs');
    await host.rows(...loyalty, 'VIP customers');
    const isUnderWay = ({ JobStatus }: PinpointJob) => JobStatus !== 'COMPLETED' && JobStatus !== 'FAILED';
    // The list of all jobs also has those of the segment.
    const { Id } = pinpointJobsIn(connected.answer('GetSegmentImportJobs').body).find(isUnderWay) ?? assert.fail();
    connected.server.advance(5 * minute);
    await host.until(async () => {
      const all = pinpointJobsIn(connected.answer('GetImportJobs').body);
      const job = all.find((other) => other.Id === Id) ?? assert.fail();
      assert.ok(!isUnderWay(job));
      const name = `${nameOfPinpointJob(job)}, ${connected.label}`;
      for (const list of ['All import jobs', 'VIP customers']) {
        assert.equal(nameToConnection((await host.row(...loyalty, list, new RegExp(`job ${Id},`))).name), name);
      }
    });
  });

  it('continues after a failed poll', async () => {
    const before = await host.jobIds(...suppressed);
    const { server } = connected;
    const undo = server.answer(({ path }) => path.endsWith('/list'), {
      status: 500,
      headers: {},
      body: '<h1>Sorry</h1>',
    });
    await host.until(() => {
      assert.ok(server.requests.some(({ status }) => status === 500));
    });
    undo();
    server.advance(5 * minute);
    await host.until(async () => {
      assert.ok((await host.jobIds(...suppressed)).length > before.length);
    });
    assert.ok((await host.allRows()).every(({ node }) => node.kind !== 'failure'));
  });
});
