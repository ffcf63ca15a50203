import assert from 'node:assert/strict';
import { window } from 'vscode';
import { isOperation } from '../support/operations';
import { count } from '../support/wire';
import { ConnectedHost, region } from './support/host';
import { tooltipOf } from './support/treeRows';

const service = 'Customer Profiles';
const domains = ['amazon-connect-example-support', 'marketing'] as const;

/** Of `ListUploadJobs` and `GetUploadJob`. */
interface UploadJob {
  readonly JobId: string;
  readonly DisplayName: string;
  readonly Status: string;
  readonly ResultsSummary?: Readonly<Record<'CreatedRecords' | 'UpdatedRecords' | 'FailedRecords', number>>;
}

const refusal = (status: number, type: string) => ({
  status,
  headers: { 'x-amzn-errortype': type, 'content-type': 'application/json' },
  body: '{"Message":"Words of Customer Profiles"}',
});

describe('Customer Profiles', () => {
  let connected: ConnectedHost;
  let host: ConnectedHost['host'];
  let support: readonly string[];
  let marketing: readonly string[];

  beforeEach(async () => {
    connected = await ConnectedHost.start({ notifications: 'off' });
    ({ host } = connected);
    [support, marketing] = domains.map((domain) => [connected.label, service, domain]) as [string[], string[]];
  });
  afterEach(async () => {
    delete process.env.AWS_MAX_ATTEMPTS;
    delete process.env.AWS_ENDPOINT_URL_CUSTOMER_PROFILES;
    await host.stop();
  });

  /** Opens a domain. Returns its jobs as they were sent. */
  async function open(domain: readonly string[]): Promise<readonly UploadJob[]> {
    await host.within(host.rows(...domain));
    const { body } = connected.answer('ListUploadJobs');
    return (JSON.parse(body) as { readonly Items: readonly UploadJob[] }).Items;
  }
  const jobIn = (jobs: readonly UploadJob[], status: string) =>
    jobs.find(({ Status }) => Status === status) ?? assert.fail(`no job is ${status}`);
  const rowOf = ({ JobId }: UploadJob, domain: readonly string[]) => host.row(...domain, new RegExp(`job ${JobId},`));

  it('is read only once it is opened, domain by domain', async () => {
    assert.ok((await host.labels(connected.label)).includes(service));
    assert.deepEqual(connected.asked(), []);
    assert.deepEqual(await host.labels(connected.label, service), domains);
    assert.deepEqual(connected.asked(), ['ListDomains']);
    const jobs = await open(support);
    assert.deepEqual(
      await host.jobIds(...support),
      jobs.map(({ JobId }) => JobId),
    );
    assert.deepEqual(connected.asked(), ['ListDomains', 'ListUploadJobs']);
    const lines = tooltipOf(host.extension.tree, await host.row(...support));
    assert.ok(
      lines.some((line) => line.startsWith('Created: ')) && lines.some((line) => line.startsWith('Last updated: ')),
    );
  });

  it('begins each job’s row with its name', async () => {
    const jobs = await open(marketing);
    const row = async (status: string) => rowOf(jobIn(jobs, status), marketing);
    const waiting = await row('CREATED');
    assert.equal(waiting.item.description, `${jobIn(jobs, 'CREATED').DisplayName} · Waiting for upload`);
    assert.match(waiting.name, /^Waiting for upload, .*Domain marketing, created .*, name guests\.csv, /);
    assert.ok(tooltipOf(host.extension.tree, waiting).includes('Name: guests.csv'));
    const finished = await row('SUCCEEDED');
    assert.equal(finished.item.description, jobIn(jobs, 'SUCCEEDED').DisplayName);
    assert.doesNotMatch(finished.item.contextValue ?? '', /failedRecords|source/, 'It never has a file.');
    const failed = jobs.find(({ Status }) => Status === 'FAILED') ?? assert.fail();
    assert.ok(
      tooltipOf(host.extension.tree, await rowOf(failed, marketing)).some((line) => line.startsWith('Message: ')),
      'The reason is known from the list.',
    );
  });

  it('pages past an empty page', async () => {
    let asked = 0;
    connected.server.answer(isOperation('ListUploadJobs'), async (request) => {
      asked++;
      return asked === 1
        ? { status: 200, headers: {}, body: '{"Items":[],"NextToken":"next"}' }
        : connected.server.account.transport({ ...request, query: { 'max-results': '50' } });
    });
    assert.ok((await host.within(host.jobIds(...marketing))).length > 0);
    assert.equal(asked, 2);
  });

  it('requests the counts of a job when it is opened, and shows them in its row, too', async () => {
    const job = jobIn(await open(marketing), 'SUCCEEDED');
    await host.click(await rowOf(job, marketing));
    await host.until(() => {
      assert.match(window.tabGroups.activeTabGroup.activeTab?.label ?? '', new RegExp(`^${job.DisplayName} · `));
    });
    await host.until(async () => {
      const { body } = connected.answer('GetUploadJob');
      const { CreatedRecords, UpdatedRecords } = (JSON.parse(body) as UploadJob).ResultsSummary ?? assert.fail();
      const counts = `${count(CreatedRecords)} created, ${count(UpdatedRecords)} updated`;
      assert.ok((await rowOf(job, marketing)).name.startsWith(`Completed, ${counts}, `));
    });
  });

  it('polls jobs to their end, each by a request, and one that waits for its upload slowly', async () => {
    await host.set({ 'polling.enabled': true, 'polling.minimumInterval': 1, 'polling.maximumInterval': 2 });
    const jobs = await open(support);
    const running = jobs.filter(({ Status }) => Status === 'IN_PROGRESS');
    assert.equal(running.length, 2);
    const waiting = jobIn(await open(marketing), 'CREATED');
    const since = connected.answers.length;
    connected.server.advance(120_000);
    await host.until(async () => {
      const names = await Promise.all(running.map(async (job) => (await rowOf(job, support)).name));
      assert.ok(
        names.every((name) => name.startsWith('Completed')),
        names.join(' | '),
      );
      assert.ok(names.some((name) => /^Completed with failures, .* created, .* updated, .* failed, /.test(name)));
    });
    const polls = connected.answers.slice(since).filter(({ operation }) => operation === 'GetUploadJob');
    assert.ok(running.every(({ JobId }) => polls.some(({ request }) => request.path.endsWith(JobId))));
    assert.ok(!polls.some(({ request }) => request.path.endsWith(waiting.JobId)));
  });

  it('names the missing permission, and copies it', async () => {
    connected.server.answer(isOperation('ListUploadJobs'), refusal(403, 'AccessDeniedException'));
    const row = await host.row(...marketing, /^Access denied: profile:ListUploadJobs\. Copy the IAM policy/);
    await host.click(row);
    const { Statement } = JSON.parse(await host.clipboard()) as { Statement: readonly object[] };
    assert.deepEqual(Statement, [
      {
        Sid: 'AllowWhatWasDenied',
        Effect: 'Allow',
        Action: ['profile:ListUploadJobs'],
        Resource: `arn:aws:profile:${region}:*:domains/marketing`,
      },
    ]);
  });

  it('says that an item may not exist or be denied, and offers the permission', async () => {
    connected.server.answer(isOperation('ListUploadJobs'), refusal(404, 'ResourceNotFoundException'));
    const row = await host.row(
      ...marketing,
      /^This item no longer exists in AWS, or access is denied: profile:ListUploadJobs/,
    );
    assert.match(row.item.contextValue ?? '', /;policy;/);
    await host.run('copyIamPolicy', row);
    assert.match(await host.clipboard(), /profile:ListUploadJobs/);
  });

  it('says that AWS is throttling requests, even with the status 400', async () => {
    process.env.AWS_MAX_ATTEMPTS = '1';
    const undo = connected.server.answer(isOperation('ListUploadJobs'), refusal(400, 'ThrottlingException'));
    const [row = assert.fail()] = await host.within(host.rows(...marketing));
    assert.match(row.name, /^AWS is throttling requests\. Try again in a moment/);
    undo();
    await host.within(host.run('tryAgain', row));
    assert.ok((await host.jobIds(...marketing)).length > 0);
  });

  it('uses its own endpoint of the AWS files or the environment', async () => {
    const [section, variable] = [await host.serve(), await host.serve()];
    await host.writeAwsFiles({
      config:
        '[profile own]\nservices = local\n[services local]\n' +
        `customer_profiles =\n  endpoint_url = ${section.url}\n`,
      credentials: '[own]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    await host.set({ connections: [{ profile: 'own', region, name: 'Own' }] });
    assert.deepEqual(await host.within(host.labels('Own', service)), domains);
    assert.deepEqual(
      section.requests.map(({ path, service: signed }) => [path, signed]),
      [['/domains', 'profile']],
    );
    process.env.AWS_ENDPOINT_URL_CUSTOMER_PROFILES = variable.url;
    await host.set({ connections: [{ profile: 'own', region, name: 'Own again' }] });
    assert.deepEqual(await host.within(host.labels('Own again', service)), domains);
    assert.deepEqual([section.requests.length, variable.requests.length], [1, 1]);
  });

  it('says without a request that a region does not have it', async () => {
    await host.writeAwsFiles({
      config: '[profile bare]\n',
      credentials: '[bare]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    await host.set({ connections: [{ profile: 'bare', region, name: 'Bare' }] });
    const [name, ...others] = await host.names('Bare', service);
    assert.match(name ?? '', /^Amazon Connect Customer Profiles is not available in eu-west-1\. Choose another region/);
    assert.deepEqual([others, connected.asked()], [[], []]);
  });
});
