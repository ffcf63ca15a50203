import assert from 'node:assert/strict';
import { commands, extensions, window } from 'vscode';
import {
  addressListJobsIn,
  isListOfJobs,
  mailManagerError,
  uploadSecret,
  type AddressListJob,
} from '../support/addressLists';
import { eventually } from '../support/eventually';
import { isOperation, operationOf } from '../support/operations';
import { count, time } from '../support/wire';
import { ConnectedHost, region, unique } from './support/host';
import { tooltipOf, type Row } from './support/treeRows';

const service = 'SES Mail Manager';

describe('SES Mail Manager', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ notifications: 'off' });
    ({ host } = connected);
  });
  afterEach(() => host.stop());

  const listOf = (name: string) => [connected.label, service, name];
  const rowOf = (job: AddressListJob, list = 'blocked-senders'): Promise<Row> =>
    host.row(...listOf(list), new RegExp(`job ${job.JobId},`));

  /** Opens a list. Returns its jobs as they were sent. */
  async function open(name = 'blocked-senders'): Promise<readonly AddressListJob[]> {
    await host.within(host.rows(...listOf(name)));
    return addressListJobsIn(connected.answer('ListAddressListImportJobs').body);
  }

  const jobIn = (jobs: readonly AddressListJob[], status: string) =>
    jobs.find(({ Status }) => Status === status) ?? assert.fail(`no job is ${status}`);

  it('is read only once it is opened, list by list, past an empty page', async () => {
    assert.deepEqual((await host.labels(connected.label)).slice(0, 2), ['Amazon SES', service]);
    assert.deepEqual(connected.asked(), []);
    assert.deepEqual(await host.labels(connected.label, service), [
      ...['blocked-senders', 'executives', 'partner-domains', 'press'],
    ]);
    assert.deepEqual(await host.names(...listOf('press')), ['No import jobs in this address list']);
    assert.equal((await host.within(host.jobIds(...listOf('partner-domains')))).length, 13);
    assert.deepEqual(connected.asked(), ['ListAddressLists', ...Array<string>(3).fill('ListAddressListImportJobs')]);
    await open();
    await host.within(host.run('loadAll', await host.row(...listOf('blocked-senders'))));
    assert.equal((await host.jobIds(...listOf('blocked-senders'))).length, 77);
    const lines = tooltipOf(host.extension.tree, await host.row(...listOf('executives')));
    for (const line of [
      /^\*\*executives\*\*$/,
      /^Address list ID: al-[0-9a-f]{24}$/,
      /^ARN: arn:aws:ses:/,
      /^Created: /,
    ]) {
      assert.ok(
        lines.some((each) => line.test(each)),
        `${String(line)} in ${lines.join(' | ')}`,
      );
    }
  });

  it('begins each job’s row with its name, and says everything in its accessible name', async () => {
    const jobs = await open();
    const completed = jobs.find(({ Status, FailedItemsCount = 0 }) => Status === 'COMPLETED' && FailedItemsCount > 0);
    const { Name, ImportedItemsCount, FailedItemsCount, CreatedTimestamp, JobId, ...times } =
      completed ?? assert.fail();
    const { item, name } = await rowOf({ ...times, Name, JobId, CreatedTimestamp });
    assert.equal(item.description, `${Name} · ${FailedItemsCount} failed`);
    const parts = [
      'Completed with failures',
      `${count(ImportedItemsCount ?? NaN)} imported`,
      `${count(FailedItemsCount ?? NaN)} failed`,
      'Address list blocked-senders',
      `created ${time(CreatedTimestamp * 1000)}`,
      `job ${JobId}`,
      connected.label,
      'took ',
    ];
    assert.ok(name.startsWith(parts.join(', ')), name);
    const waiting = jobIn(jobs, 'CREATED');
    const row = await rowOf(waiting);
    assert.equal(row.item.description, `${waiting.Name} · Waiting for upload`);
    assert.match(row.name, /^Waiting for upload, upload link valid until .*, Address list blocked-senders/);
    const expired = jobIn(await open('partner-domains'), 'CREATED');
    const expiredRow = await rowOf(expired, 'partner-domains');
    assert.equal(expiredRow.item.description, `${expired.Name} · Upload link expired`);
    assert.ok(tooltipOf(host.extension.tree, expiredRow).some((line) => line.startsWith('Upload link: Expired ')));
  });

  it('says of a row that its upload link has expired when that happens', async () => {
    const waiting = jobIn(await open(), 'CREATED');
    const row = await rowOf(waiting);
    const redrawn = new Promise<void>((resolve) => {
      const listening = host.extension.tree.onDidChangeTreeData((nodes) => {
        if (nodes?.includes(row.node) === true) {
          listening.dispose();
          resolve();
        }
      });
    });
    await host.time.pass(3_600_000);
    await redrawn;
    assert.equal((await rowOf(waiting)).item.description, `${waiting.Name} · Upload link expired`);
  });

  it('opens a job’s details without a request, since its list has them all', async () => {
    const jobs = await open();
    const since = connected.answers.length;
    const job = jobIn(jobs, 'FAILED');
    await host.click(await rowOf(job));
    await eventually(() => {
      assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', new RegExp(`^${job.Name} · `));
    });
    await host.time.pass(1_000);
    assert.deepEqual(connected.asked(since), []);
  });

  it('polls a job to its end, by one request for its list', async () => {
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2 });
    const jobs = await open('executives');
    const job = jobIn(jobs, 'PROCESSING');
    const since = connected.answers.length;
    connected.server.advance(60_000);
    await host.until(async () => {
      assert.match((await rowOf(job, 'executives')).name, /^Failed, /);
    });
    assert.deepEqual([...new Set(connected.asked(since))], ['ListAddressListImportJobs']);
  });

  it('polls nothing for a job whose upload link has expired', async () => {
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2 });
    await open('partner-domains');
    const since = connected.answers.length;
    await host.time.pass(20 * 60_000);
    assert.deepEqual(connected.asked(since), []);
  });

  it('copies and shows nothing of an upload link', async () => {
    const jobs = await open();
    const waiting = await rowOf(jobIn(jobs, 'CREATED'));
    const done = await rowOf(jobIn(jobs, 'COMPLETED'));
    interface Manifest {
      readonly contributes: { readonly commands: readonly { readonly command: string }[] };
    }
    const { contributes } = extensions.getExtension('import-jobs.import-jobs')?.packageJSON as Manifest;
    const names = contributes.commands.map(({ command }) => command.replace('importJobs.', ''));
    const copying = names.filter((name) => /^copy|AsJson$/.test(name));
    assert.ok(copying.length >= 7);
    const copied = new Map<string, string>();
    for (const name of copying) {
      for (const rows of [[waiting], [waiting, done]]) {
        // Some commands prompt for something other than a job.
        host.window.pick();
        await host.within(host.run(name, ...rows));
        for (const text of host.window.texts) {
          assert.doesNotMatch(host.window.take(text).text, uploadSecret, name);
        }
        const shown = [await host.clipboard(), window.activeTextEditor?.document.getText() ?? ''].join('\n');
        assert.doesNotMatch(shown, uploadSecret, name);
        copied.set(name, shown);
      }
    }
    assert.ok(copied.get('copyAsJson')?.includes('"Status":"CREATED"'), copied.get('copyAsJson'));
    assert.match(copied.get('openAsJson') ?? '', /"Status": "CREATED"/);
    const drawn = (await host.allRows()).map((row) => [row.name, ...tooltipOf(host.extension.tree, waiting)].join(' '));
    assert.doesNotMatch(drawn.join('\n'), uploadSecret);
    await commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('names the missing permission, and copies it', async () => {
    const undo = connected.server.answer(isListOfJobs, mailManagerError('AccessDeniedException'));
    const denied = /^Access denied: ses:ListAddressListImportJobs\. Copy the IAM policy/;
    const row = await host.row(...listOf('executives'), denied);
    await host.click(row);
    const { Statement } = JSON.parse(await host.clipboard()) as {
      Statement: readonly { readonly Action: readonly string[]; readonly Resource: string }[];
    };
    assert.deepEqual(
      Statement.map(({ Action }) => Action),
      [['ses:ListAddressListImportJobs']],
    );
    assert.match(Statement[0]?.Resource ?? '', /^arn:aws:ses:eu-west-1:\d{12}:mailmanager-address-list\/al-\w+$/);
    undo();
    await host.within(host.run('tryAgain', row));
    assert.equal((await host.jobIds(...listOf('executives'))).length, 6);
  });

  it('says that AWS is throttling requests, or that a list was deleted, though both have the status 400', async () => {
    process.env.AWS_MAX_ATTEMPTS = '1';
    try {
      const undo = connected.server.answer(isListOfJobs, mailManagerError('ThrottlingException'));
      assert.match(
        (await host.names(...listOf('press')))[0] ?? '',
        /^AWS is throttling requests\. Try again in a moment/,
      );
      undo();
      connected.server.answer(isListOfJobs, mailManagerError('ResourceNotFoundException'));
      const [name] = await host.within(host.names(...listOf('executives')));
      assert.match(name ?? '', /^This item no longer exists in AWS\. Refresh the list/);
    } finally {
      delete process.env.AWS_MAX_ATTEMPTS;
    }
  });

  it('forgets a job that was deleted in AWS', async () => {
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2 });
    const job = jobIn(await open('executives'), 'PROCESSING');
    connected.server.answer(isListOfJobs, { status: 200, headers: {}, body: '{"ImportJobs":[]}' });
    connected.server.answer(isOperation('GetAddressListImportJob'), mailManagerError('ResourceNotFoundException'));
    await host.until(async () => {
      assert.ok(!(await host.jobIds(...listOf('executives'))).includes(job.JobId));
    });
  });

  it('uses its own endpoint of the AWS files', async () => {
    const server = await host.serve();
    const profile = `own-${unique()}`;
    await host.writeAwsFiles({
      config:
        `[profile ${profile}]\nregion = ${region}\nservices = local\nendpoint_url = ${connected.server.url}\n` +
        `[services local]\nmailmanager =\n  endpoint_url = ${server.url}\n`,
      credentials: `[${profile}]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n`,
    });
    await host.set({ connections: [{ profile, region, name: 'Own' }] });
    await host.rows('Own', service);
    await host.rows('Own', 'Amazon SES', 'Contact lists');
    assert.deepEqual([server.requests.map(operationOf), connected.asked()], [['ListAddressLists'], ['ListImportJobs']]);
  });

  it('says so without a request in a region without it', async () => {
    const profile = `none-${unique()}`;
    await host.writeAwsFiles({
      config: `[profile ${profile}]\n`,
      credentials: `[${profile}]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n`,
    });
    await host.set({ connections: [{ profile, region: 'mx-central-1', name: 'Mexico' }] });
    const [name, ...others] = await host.names('Mexico', service);
    assert.match(name ?? '', /^SES Mail Manager is not available in mx-central-1\. Choose another region/);
    assert.deepEqual(others, []);
  });
});
