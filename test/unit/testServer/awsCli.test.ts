import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  CustomerProfilesClient,
  GetUploadJobCommand,
  ListDomainsCommand,
  ListUploadJobsCommand,
} from '@aws-sdk/client-customer-profiles';
import {
  GetAppsCommand,
  GetImportJobCommand as GetPinpointImportJobCommand,
  GetImportJobsCommand,
  GetSegmentImportJobsCommand,
  GetSegmentsCommand,
  PinpointClient,
} from '@aws-sdk/client-pinpoint';
import {
  GetAddressListImportJobCommand,
  ListAddressListImportJobsCommand,
  ListAddressListsCommand,
  MailManagerClient,
} from '@aws-sdk/client-mailmanager';
import {
  GetExportJobCommand,
  GetImportJobCommand,
  ListExportJobsCommand,
  ListImportJobsCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import { HandOver } from '../../../src/core/handOver/handOver';
import type { ImportJob } from '../../../src/core/jobs/job';
import { descriptions } from '../../../src/services/index';
import { aJob } from '../../support/jobs';
import { jobsInOutput, outputCopy } from '../../../src/core/copies/outputCopy';
import { outputServices } from '../../../src/services/outputs';
import { exportScope } from '../../../src/services/ses/description';
import { TestServer } from '../../support/testServer';
import { profileFor } from '../../support/testServerProfile';

const run = promisify(execFile);

/** Converts a time, which version 1 of the CLI prints in seconds and version 2 as ISO 8601 text. */
function inMilliseconds(time: unknown): number {
  return typeof time === 'number' ? Math.round(time * 1000) : Date.parse(String(time));
}

/** Returns a client's result with times in milliseconds and without HTTP details. */
function comparable(answer: unknown): unknown {
  const json: unknown = JSON.parse(JSON.stringify(answer), (name, value: unknown) =>
    /Timestamp$|^(Start|End)Date$|^(Created|Completed|LastUpdated)At$/.test(name) ? inMilliseconds(value) : value,
  );
  if (typeof json === 'object' && json !== null && '$metadata' in json) {
    const { $metadata, ...rest } = json;
    assert.notEqual($metadata, undefined);
    return rest;
  }
  return json;
}

/** Returns the jobs of a saved copy with this output of the CLI. */
function opensAs(printed: readonly unknown[]): readonly ImportJob[] {
  return [...outputCopy(jobsInOutput(printed, outputServices, String), outputServices).jobs.values()];
}

describe('AWS CLI', function () {
  this.timeout(60_000);
  let server: TestServer | undefined;
  let pinpoint: PinpointClient;
  let ses: SESv2Client;
  let mailManager: MailManagerClient;
  let customerProfiles: CustomerProfilesClient;
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  before(async function () {
    try {
      await run('aws', ['--version']);
    } catch (error) {
      console.log(
        `      skipped: the AWS CLI does not run here (${error instanceof Error ? error.message : String(error)})`,
      );
      this.skip();
    }
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-cli-'));
    const empty = join(folder, 'empty');
    await writeFile(empty, '');
    environment = {
      // Nothing of the machine's own AWS configuration.
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_'))),
      AWS_CONFIG_FILE: empty,
      AWS_SHARED_CREDENTIALS_FILE: empty,
      AWS_ACCESS_KEY_ID: 'SAMPLEKEY2',
      AWS_SECRET_ACCESS_KEY: 'not-a-secret',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_DEFAULT_OUTPUT: 'json',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_PAGER: '',
    };
    // With a stopped clock, both clients get the same responses.
    server = await TestServer.start({ freeze: true });
    const credentials = { accessKeyId: 'SAMPLEKEY1', secretAccessKey: 'not-a-secret' };
    const config = { endpoint: server.url, region: 'eu-west-1', credentials };
    pinpoint = new PinpointClient(config);
    ses = new SESv2Client(config);
    mailManager = new MailManagerClient(config);
    customerProfiles = new CustomerProfilesClient(config);
  });

  after(async () => {
    if (server !== undefined) {
      pinpoint.destroy();
      ses.destroy();
      mailManager.destroy();
      customerProfiles.destroy();
      await server.close();
      await rm(folder, { recursive: true });
    }
  });

  async function cli(url: string, ...words: readonly string[]): Promise<unknown> {
    const { stdout } = await run('aws', [...words, '--endpoint-url', url], { env: environment });
    return JSON.parse(stdout) as unknown;
  }

  it('lists and reads what the SDK does, and its output opens as a saved copy', async () => {
    assert.ok(server !== undefined);
    const { url } = server;
    const application = server.account.applications.find(({ name }) => name === 'Loyalty');
    const segment = application?.segments.find(({ name }) => name === 'VIP customers');
    assert.ok(application !== undefined && segment !== undefined);
    const ApplicationId = application.id;
    const SegmentId = segment.id;
    const PageSize = '60';

    const [apps, segments, segmentJobs, jobs, imports] = await Promise.all([
      pinpoint.send(new GetAppsCommand({})),
      pinpoint.send(new GetSegmentsCommand({ ApplicationId })),
      pinpoint.send(new GetSegmentImportJobsCommand({ ApplicationId, SegmentId, PageSize })),
      pinpoint.send(new GetImportJobsCommand({ ApplicationId, PageSize })),
      ses.send(new ListImportJobsCommand({ PageSize: 60 })),
    ]);
    const withEntries = jobs.ImportJobsResponse?.Item?.find(
      ({ JobStatus, Failures }) => JobStatus === 'FAILED' && Failures !== undefined,
    );
    const withFile = imports.ImportJobs?.find(
      ({ JobStatus, FailedRecordsCount = 0 }) => JobStatus === 'COMPLETED' && FailedRecordsCount > 0,
    );
    assert.ok(withEntries?.Id !== undefined && withFile?.JobId !== undefined);
    const [job, imported] = await Promise.all([
      pinpoint.send(new GetPinpointImportJobCommand({ ApplicationId, JobId: withEntries.Id })),
      ses.send(new GetImportJobCommand({ JobId: withFile.JobId })),
    ]);
    assert.notEqual(imported.FailureInfo?.FailedRecordsS3Url, undefined);

    const inApplication = ['--application-id', ApplicationId];
    const inSegment = [...inApplication, '--segment-id', SegmentId];
    const size = ['--page-size', PageSize];
    const pairs = [
      [apps, cli(url, 'pinpoint', 'get-apps')],
      [segments, cli(url, 'pinpoint', 'get-segments', ...inApplication)],
      [segmentJobs, cli(url, 'pinpoint', 'get-segment-import-jobs', ...inSegment, ...size)],
      [jobs, cli(url, 'pinpoint', 'get-import-jobs', ...inApplication, ...size)],
      [job, cli(url, 'pinpoint', 'get-import-job', ...inApplication, '--job-id', withEntries.Id)],
      [imports, cli(url, 'sesv2', 'list-import-jobs', ...size)],
      [imported, cli(url, 'sesv2', 'get-import-job', '--job-id', withFile.JobId)],
    ] as const;
    const printed = await Promise.all(pairs.map(([, answer]) => answer));
    assert.deepEqual(
      printed.map(comparable),
      pairs.map(([answer]) => comparable(answer)),
    );

    const opened = opensAs(printed);
    const pinpointJobs = [...(jobs.ImportJobsResponse?.Item ?? []), ...(segmentJobs.ImportJobsResponse?.Item ?? [])];
    const ids = [...pinpointJobs.map(({ Id }) => Id), ...(imports.ImportJobs ?? []).map(({ JobId }) => JobId)];
    assert.deepEqual(opened.map(({ id }) => id).sort(), [...new Set(ids)].sort());
    const details = opened.find(({ id }) => id === withFile.JobId);
    assert.equal(details?.source?.s3Url, imported.ImportDataSource?.S3Url);
    assert.equal(details?.createdAt, imported.CreatedTimestamp?.getTime());
    assert.doesNotMatch(JSON.stringify(details), /X-Amz-Signature/);

    const fromCli = server.requests.filter(
      ({ accessKeyId, target, service }) => accessKeyId === 'SAMPLEKEY2' && !target && service !== 'profile',
    );
    assert.deepEqual(fromCli.map(({ status, service, region }) => [status, service, region].join(' ')).sort(), [
      ...Array<string>(5).fill('200 mobiletargeting eu-west-1'),
      ...Array<string>(2).fill('200 ses eu-west-1'),
    ]);
  });

  it('lists and reads what the SDK does of export jobs, and its output opens as a saved copy', async () => {
    assert.ok(server !== undefined);
    const { url } = server;
    const since = server.requests.length;
    // The CLI has no paginator for them, so it prints one page.
    const list = await ses.send(new ListExportJobsCommand({ PageSize: 50 }));
    const { ExportJobs = [] } = list;
    // Its filters are personal data.
    const JobId =
      ExportJobs.find((job) => job.JobStatus === 'COMPLETED' && job.ExportSourceType === 'MESSAGE_INSIGHTS')?.JobId ??
      assert.fail();
    const job = await ses.send(new GetExportJobCommand({ JobId }));
    const pairs = [
      [list, cli(url, 'sesv2', 'list-export-jobs', '--page-size', '50')],
      [job, cli(url, 'sesv2', 'get-export-job', '--job-id', JobId)],
    ] as const;
    const printed = await Promise.all(pairs.map(([, answer]) => answer));
    assert.deepEqual(
      printed.map(comparable),
      pairs.map(([answer]) => comparable(answer)),
    );

    const opened = opensAs(printed);
    assert.deepEqual(opened.map(({ id }) => id).sort(), ExportJobs.map((each) => each.JobId).sort());
    assert.ok(opened.every(({ title }) => title === 'Export'));
    const { complete, counts, completedAt } = opened.find(({ id }) => id === JobId) ?? assert.fail();
    assert.deepEqual([complete, completedAt], [true, job.CompletedTimestamp?.getTime()]);
    const { ProcessedRecordsCount, ExportedRecordsCount } = job.Statistics ?? {};
    assert.deepEqual(
      counts.map(({ value }) => value),
      [ProcessedRecordsCount, ExportedRecordsCount],
    );
    assert.match(JSON.stringify(printed), /X-Amz-Signature/);
    assert.doesNotMatch(JSON.stringify(opened), /X-Amz-Signature|@example/);
    const fromCli = server.requests.slice(since).filter(({ accessKeyId }) => accessKeyId === 'SAMPLEKEY2');
    assert.deepEqual(
      fromCli.map(({ status, service, region }) => [status, service, region].join(' ')),
      Array<string>(2).fill('200 ses eu-west-1'),
    );
  });

  it('lists and reads what the SDK does of Customer Profiles, and its output opens as a saved copy', async () => {
    assert.ok(server !== undefined);
    const { url } = server;
    const domains = await customerProfiles.send(new ListDomainsCommand({}));
    const DomainName = domains.Items?.at(-1)?.DomainName ?? assert.fail();
    const jobs = await customerProfiles.send(new ListUploadJobsCommand({ DomainName }));
    const JobId = jobs.Items?.find(({ Status }) => Status === 'SUCCEEDED')?.JobId ?? assert.fail();
    const job = await customerProfiles.send(new GetUploadJobCommand({ DomainName, JobId }));
    assert.ok(job.Fields !== undefined && job.ResultsSummary !== undefined);
    const inDomain = ['--domain-name', DomainName];
    const pairs = [
      [domains, cli(url, 'customer-profiles', 'list-domains')],
      [jobs, cli(url, 'customer-profiles', 'list-upload-jobs', ...inDomain)],
      [job, cli(url, 'customer-profiles', 'get-upload-job', ...inDomain, '--job-id', JobId)],
    ] as const;
    const printed = await Promise.all(pairs.map(([, answer]) => answer));
    assert.deepEqual(
      printed.map(comparable),
      pairs.map(([answer]) => comparable(answer)),
    );
    const opened = opensAs(printed);
    assert.deepEqual(opened.map(({ id }) => id).sort(), jobs.Items?.map((item) => item.JobId).sort());
    assert.equal(opened.find(({ id }) => id === JobId)?.complete, true);
    const fromCli = server.requests.filter(
      ({ accessKeyId, path }) => accessKeyId === 'SAMPLEKEY2' && path.startsWith('/domains'),
    );
    assert.deepEqual(
      fromCli.map(({ status, service, region }) => [status, service, region].join(' ')),
      Array<string>(3).fill('200 profile eu-west-1'),
    );
  });

  it('lists and reads what the SDK does of Mail Manager, page by page, and its output opens as a saved copy', async () => {
    assert.ok(server !== undefined);
    const { url } = server;
    const { AddressLists = [] } = await mailManager.send(new ListAddressListsCommand({}));
    const listOf = (name: string) =>
      AddressLists.find(({ AddressListName }) => AddressListName === name)?.AddressListId ?? assert.fail(name);
    const [AddressListId, paged] = [listOf('executives'), listOf('partner-domains')];
    const jobs = await mailManager.send(new ListAddressListImportJobsCommand({ AddressListId }));
    const JobId = jobs.ImportJobs?.[0]?.JobId ?? assert.fail();
    const job = await mailManager.send(new GetAddressListImportJobCommand({ JobId }));
    const pairs = [
      [{ AddressLists }, cli(url, 'mailmanager', 'list-address-lists')],
      [jobs, cli(url, 'mailmanager', 'list-address-list-import-jobs', '--address-list-id', AddressListId)],
      [job, cli(url, 'mailmanager', 'get-address-list-import-job', '--job-id', JobId)],
    ] as const;
    const printed = await Promise.all(pairs.map(([, answer]) => answer));
    assert.deepEqual(
      printed.map(comparable),
      pairs.map(([answer]) => comparable(answer)),
    );
    const opened = opensAs(printed);
    assert.deepEqual(opened.map(({ id }) => id).sort(), jobs.ImportJobs?.map((each) => each.JobId).sort());
    assert.doesNotMatch(JSON.stringify(opened), /X-Amz-Signature/);
    // Its list begins with an empty page, which the CLI passes by itself.
    const all = await cli(url, 'mailmanager', 'list-address-list-import-jobs', '--address-list-id', paged);
    assert.equal((all as { ImportJobs: readonly unknown[] }).ImportJobs.length, 13);
    const fromCli = server.requests.filter(({ accessKeyId, target }) => accessKeyId === 'SAMPLEKEY2' && target);
    assert.deepEqual(
      fromCli.map(({ status, service, region }) => [status, service, region].join(' ')),
      Array<string>(5).fill('200 ses eu-west-1'),
    );
  });

  async function mailManagerJob(): Promise<ImportJob> {
    const { AddressLists = [] } = await mailManager.send(new ListAddressListsCommand({}));
    const AddressListId =
      AddressLists.find(({ AddressListName }) => AddressListName === 'executives')?.AddressListId ?? assert.fail();
    const { ImportJobs } = await mailManager.send(new ListAddressListImportJobsCommand({ AddressListId }));
    return aJob(ImportJobs?.[0]?.JobId ?? assert.fail(), { service: 'mailManager' });
  }

  async function uploadJob(): Promise<ImportJob> {
    const { Items: domains } = await customerProfiles.send(new ListDomainsCommand({}));
    const DomainName = domains?.at(-1)?.DomainName ?? assert.fail();
    const { Items } = await customerProfiles.send(new ListUploadJobsCommand({ DomainName }));
    return aJob(Items?.[0]?.JobId ?? assert.fail(), { service: 'customerProfiles', scope: DomainName });
  }

  it('runs the copied commands as they are: they get the job, also one with a hostile ID', async () => {
    assert.ok(server !== undefined);
    const { JobId = assert.fail() } = (await ses.send(new ListImportJobsCommand({}))).ImportJobs?.[0] ?? {};
    const { id: scope } = server.account.applications.find(({ name }) => name === 'Loyalty') ?? assert.fail();
    const list = await pinpoint.send(new GetImportJobsCommand({ ApplicationId: scope }));
    const Id = list.ImportJobsResponse?.Item?.[0]?.Id ?? assert.fail();
    const { config, credentials } = profileFor(server, { name: 'it’s prod', accessKeyId: 'SAMPLEKEY3' });
    const [configFile, credentialsFile] = [join(folder, 'config'), join(folder, 'credentials')];
    await writeFile(configFile, config.replace('[profile it’s prod]', '[profile "it’s prod"]'));
    await writeFile(credentialsFile, credentials);
    const env = Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('AWS_ACCESS')));
    Object.assign(env, { AWS_CONFIG_FILE: configFile, AWS_SHARED_CREDENTIALS_FILE: credentialsFile });

    const origin = { id: '', kind: 'aws', region: 'eu-west-1', profile: 'it’s prod' } as const;
    const handOver = new HandOver(descriptions, () => undefined);
    const commandOf = (job: ImportJob) => handOver.getCommandOf(origin, job, 'posix') ?? assert.fail();
    const jobs = [
      aJob(JobId),
      aJob((await ses.send(new ListExportJobsCommand({}))).ExportJobs?.[0]?.JobId ?? assert.fail(), {
        scope: exportScope,
      }),
      await mailManagerJob(),
      await uploadJob(),
      aJob(Id, { service: 'pinpoint', scope }),
    ];
    const printed = await Promise.all(
      jobs.map(async (job) => JSON.parse((await run('/bin/sh', ['-c', commandOf(job)], { env })).stdout) as unknown),
    );
    assert.deepEqual(
      printed.map((answer) => {
        const [job = assert.fail(), ...others] = opensAs([answer]);
        assert.equal(others.length, 0);
        return [job.service, job.id, job.complete];
      }),
      jobs.map(({ service, id }) => [service, id, true]),
    );
    const { ApplicationId } = (printed.at(-1) as { ImportJobResponse: { ApplicationId: string } }).ImportJobResponse;
    assert.equal(ApplicationId, scope);

    await assert.rejects(run('/bin/sh', ['-c', commandOf(aJob('file:///etc/passwd'))], { env }), /NotFoundException/);
    const paths = server.requests.filter(({ accessKeyId }) => accessKeyId === 'SAMPLEKEY3').map(({ path }) => path);
    assert.equal(paths.at(-1), '/v2/email/import-jobs/file%3A%2F%2F%2Fetc%2Fpasswd');
  });
});
