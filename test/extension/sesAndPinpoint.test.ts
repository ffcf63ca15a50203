import assert from 'node:assert/strict';
import { window } from 'vscode';
import { eventually } from '../support/eventually';
import { isOperation, operationOf } from '../support/operations';
import { sesJobsIn } from '../support/wire';
import { ConnectedHost, region } from './support/host';

/** What may fail in the same way in each kind of list. */
const lists = [
  {
    name: 'Import jobs of SES',
    path: ['Amazon SES', 'Contact lists'],
    operation: 'ListImportJobs',
    action: 'ses:ListImportJobs',
    endpoint: 'sesv2',
    notFound: /^This item no longer exists in AWS\. Refresh the list/,
  },
  {
    name: 'Export jobs of SES',
    path: ['Amazon SES', 'Export jobs'],
    operation: 'ListExportJobs',
    action: 'ses:ListExportJobs',
    endpoint: 'sesv2',
    notFound: /^This item no longer exists in AWS\. Refresh the list/,
  },
  {
    name: 'Applications of Pinpoint',
    path: ['Amazon Pinpoint'],
    operation: 'GetApps',
    action: 'mobiletargeting:GetApps',
    endpoint: 'pinpoint',
    notFound: /^This item no longer exists in AWS\. Refresh the list/,
  },
  {
    name: 'Import jobs of Pinpoint',
    path: ['Amazon Pinpoint', 'Loyalty', 'All import jobs'],
    operation: 'GetImportJobs',
    action: undefined, // A denial may mean the end of support, which another file tests.
    endpoint: 'pinpoint',
    notFound: /^AWS ended support for the segments and import jobs of Amazon Pinpoint/,
  },
] as const;

const refusal = (status: number, type: string) => ({
  status,
  headers: { 'x-amzn-errortype': type, 'content-type': 'application/json' },
  body: '{"message":"No"}',
});

const keys = (profile: string) =>
  `[${profile}]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n`;

describe('The lists of SES and Pinpoint', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];

  beforeEach(async () => {
    // Without retries, each read is a request.
    process.env.AWS_MAX_ATTEMPTS = '1';
    connected = await ConnectedHost.start({ 'ses.exportJobs': true, pageSize: 5, notifications: 'off' });
    ({ host } = connected);
  });
  afterEach(async () => {
    for (const name of ['AWS_MAX_ATTEMPTS', 'AWS_ENDPOINT_URL_SESV2', 'AWS_ENDPOINT_URL_PINPOINT']) {
      Reflect.deleteProperty(process.env, name);
    }
    await host.stop();
    await host.set({ 'ses.exportJobs': undefined });
  });

  for (const { name, path, operation, action, notFound } of lists) {
    it(`say what is wrong, by its name whatever the status: ${name}`, async () => {
      const list = [connected.label, ...path];
      const failed = async (status: number, type: string, expected: RegExp) => {
        const undo = connected.server.answer(isOperation(operation), refusal(status, type));
        await host.within(host.run('refresh', await host.row(...list)));
        const names = await host.within(host.names(...list));
        assert.match(names.find((each) => expected.test(each)) ?? names.join(' | '), expected);
        undo();
      };
      const throttled = /^AWS is throttling requests\. Try again in a moment/;
      await failed(400, 'TooManyRequestsException', throttled);
      await failed(400, 'ThrottlingException', throttled);
      await failed(404, 'NotFoundException', notFound);
      if (action !== undefined) {
        await failed(403, 'AccessDeniedException', new RegExp(`^Access denied: ${action}\\. Copy the IAM policy`));
      }
      await host.within(host.run('refresh', await host.row(...list)));
      assert.ok((await host.within(host.rows(...list))).every(({ node }) => node.kind !== 'failure'));
    });
  }

  it('continue after an empty page with a token', async () => {
    let asked = 0;
    connected.server.answer(isOperation('ListImportJobs'), async (request) => {
      asked++;
      const { NextToken, ...body } = JSON.parse(request.body) as { readonly NextToken?: string };
      return NextToken === undefined
        ? { status: 200, headers: {}, body: '{"ImportJobs":[],"NextToken":"next"}' }
        : connected.server.account.transport({ ...request, body: JSON.stringify(body) });
    });
    const ids = await host.within(host.jobIds(connected.label, 'Amazon SES', 'Suppression list'));
    assert.deepEqual([ids.length, asked], [5, 2]);
  });

  it('lose a job that was deleted in AWS', async () => {
    const list = [connected.label, 'Amazon SES', 'Suppression list'];
    await host.rows(...list);
    const jobs = sesJobsIn(connected.answer('ListImportJobs').body);
    const { JobId } = jobs.find(({ JobStatus }) => JobStatus === 'PROCESSING') ?? assert.fail();
    connected.server.answer(isOperation('ListImportJobs'), { status: 200, headers: {}, body: '{"ImportJobs":[]}' });
    connected.server.answer(isOperation('ses GetImportJob'), refusal(404, 'NotFoundException'));
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2 });
    await host.until(async () => {
      assert.ok(!(await host.jobIds(...list)).includes(JobId));
    });
  });

  it('open the details of an export job', async () => {
    const [row = assert.fail()] = await host.rows(connected.label, 'Amazon SES', 'Export jobs');
    await host.click(row);
    await eventually(() => {
      assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', /^(?:Metrics|Message insights) · /);
    });
    await host.until(() => connected.answer('GetExportJob'));
  });

  it('are read from their own endpoints of the AWS files or the environment', async () => {
    const [ses, pinpoint] = [await host.serve(), await host.serve()];
    const read = async (label: string) => {
      for (const { path } of lists.slice(0, 3)) {
        assert.ok((await host.within(host.rows(label, ...path))).every(({ node }) => node.kind !== 'failure'));
      }
    };
    const asked = () => [ses, pinpoint].map(({ requests }) => requests.map(operationOf));
    const once = [['ListImportJobs', 'ListExportJobs'], ['GetApps']] as const;
    await host.writeAwsFiles({
      config:
        '[profile own]\nservices = local\n[services local]\n' +
        `sesv2 =\n  endpoint_url = ${ses.url}\npinpoint =\n  endpoint_url = ${pinpoint.url}\n[profile bare]\n`,
      credentials: keys('own') + keys('bare'),
    });
    await host.set({ connections: [{ profile: 'own', region, name: 'Own' }] });
    await read('Own');
    assert.deepEqual(asked(), once);
    process.env.AWS_ENDPOINT_URL_SESV2 = ses.url;
    process.env.AWS_ENDPOINT_URL_PINPOINT = pinpoint.url;
    await host.set({ connections: [{ profile: 'bare', region, name: 'Bare' }] });
    await read('Bare');
    assert.deepEqual(
      asked(),
      once.map((operations) => [...operations, ...operations]),
    );
    assert.deepEqual(connected.asked(), []);
  });

  it('say without a request that a region does not have the service', async () => {
    await host.writeAwsFiles({ config: '[profile none]\n', credentials: keys('none') });
    await host.set({ connections: [{ profile: 'none', region: 'mx-central-1', name: 'Mexico' }] });
    for (const { path } of lists.slice(0, 3)) {
      const [service] = path;
      const [name, ...others] = await host.names('Mexico', ...path);
      assert.match(name ?? '', new RegExp(`^${service} is not available in mx-central-1\\. Choose another region`));
      assert.deepEqual(others, []);
    }
  });
});
