import assert from 'node:assert/strict';
import {
  GetAppsCommand,
  GetImportJobCommand as GetPinpointImportJobCommand,
  GetImportJobsCommand,
  GetSegmentImportJobsCommand,
  GetSegmentsCommand,
  PinpointClient,
} from '@aws-sdk/client-pinpoint';
import { GetImportJobCommand, paginateListImportJobs, SESv2Client } from '@aws-sdk/client-sesv2';
import { TestServer } from '../../support/testServer';

interface PinpointPage<T> {
  readonly Item?: T[] | undefined;
  readonly NextToken?: string | undefined;
}

/** Returns every item of a Pinpoint list, since its client has no paginators. */
async function everyItem<T>(read: (token: string | undefined) => Promise<PinpointPage<T> | undefined>): Promise<T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page: PinpointPage<T> | undefined = await read(token);
    items.push(...(page?.Item ?? []));
    token = page?.NextToken;
  } while (token !== undefined);
  return items;
}

describe('test server: the SDK’s own clients', function () {
  this.timeout(10_000);
  let server: TestServer;
  let pinpoint: PinpointClient;
  let ses: SESv2Client;

  before(async () => {
    server = await TestServer.start({ freeze: true });
    const credentials = { accessKeyId: 'SAMPLEKEY1', secretAccessKey: 'not-a-secret' };
    const config = { endpoint: server.url, region: 'eu-west-1', credentials, maxAttempts: 1 };
    pinpoint = new PinpointClient(config);
    ses = new SESv2Client(config);
  });

  after(async () => {
    pinpoint.destroy();
    ses.destroy();
    await server.close();
  });

  it('list and read everything of SES', async () => {
    const listed = [];
    for await (const page of paginateListImportJobs({ client: ses, pageSize: 60 }, {})) {
      listed.push(...(page.ImportJobs ?? []));
    }
    assert.equal(listed.length, 177);
    for (const summary of listed) {
      assert.ok(summary.CreatedTimestamp instanceof Date);
      const job = await ses.send(new GetImportJobCommand({ JobId: summary.JobId }));
      const { $metadata, CompletedTimestamp, FailureInfo, ImportDataSource, ...rest } = job;
      assert.deepEqual(rest, summary);
      assert.match(ImportDataSource?.S3Url ?? '', /^s3:\/\/example-imports\//);
      assert.equal(
        CompletedTimestamp !== undefined,
        ['COMPLETED', 'FAILED', 'CANCELLED'].includes(job.JobStatus ?? ''),
      );
      assert.ok(FailureInfo === undefined || CompletedTimestamp instanceof Date);
      assert.match($metadata.requestId ?? '', /^[0-9a-f-]{36}$/);
    }
  });

  it('list and read everything of Pinpoint', async () => {
    const applications = await everyItem(
      async (Token) => (await pinpoint.send(new GetAppsCommand({ Token }))).ApplicationsResponse,
    );
    assert.deepEqual(
      applications.map(({ Name }) => Name),
      ['Loyalty', 'Newsletter', 'Field trials'],
    );
    for (const { Id: ApplicationId } of applications) {
      const jobs = await everyItem(async (Token) => {
        const answer = await pinpoint.send(new GetImportJobsCommand({ ApplicationId, PageSize: '50', Token }));
        return answer.ImportJobsResponse;
      });
      for (const job of jobs) {
        const { ImportJobResponse } = await pinpoint.send(
          new GetPinpointImportJobCommand({ ApplicationId, JobId: job.Id }),
        );
        assert.deepEqual(ImportJobResponse, job);
      }
      const segments = await everyItem(
        async (Token) => (await pinpoint.send(new GetSegmentsCommand({ ApplicationId, Token }))).SegmentsResponse,
      );
      for (const { Id: SegmentId } of segments) {
        const ofSegment = await everyItem(async (Token) => {
          const answer = await pinpoint.send(new GetSegmentImportJobsCommand({ ApplicationId, SegmentId, Token }));
          return answer.ImportJobsResponse;
        });
        assert.deepEqual(
          ofSegment,
          jobs.filter(({ Definition }) => Definition?.SegmentId === SegmentId),
        );
      }
    }
  });

  it('sign for the requested service and region', () => {
    const signed = new Set(
      server.requests.map(({ accessKeyId, region, service }) => [accessKeyId, region, service].join(' ')),
    );
    assert.deepEqual([...signed].sort(), ['SAMPLEKEY1 eu-west-1 mobiletargeting', 'SAMPLEKEY1 eu-west-1 ses']);
  });

  it('read errors by class, message and request id', async () => {
    await assert.rejects(ses.send(new GetImportJobCommand({ JobId: 'nothing' })), {
      name: 'NotFoundException',
      message: 'Import job nothing does not exist.',
    });
    await assert.rejects(pinpoint.send(new GetSegmentsCommand({ ApplicationId: 'nothing' })), (error: unknown) => {
      assert.ok(error instanceof Error && 'RequestID' in error && '$metadata' in error);
      assert.deepEqual([error.name, error.message], ['NotFoundException', 'Resource not found']);
      const { requestId, httpStatusCode } = error.$metadata as { requestId: string; httpStatusCode: number };
      assert.deepEqual([requestId, httpStatusCode], [error.RequestID, 404]);
      return true;
    });
    await assert.rejects(ses.send(new GetImportJobCommand({ JobId: '' })), { name: 'UnknownOperationException' });
  });

  it('find the failed records at the job’s URL', async () => {
    for await (const { ImportJobs = [] } of paginateListImportJobs({ client: ses }, {})) {
      const summary = ImportJobs.find(
        ({ FailedRecordsCount = 0, JobStatus }) => FailedRecordsCount > 0 && JobStatus === 'COMPLETED',
      );
      if (summary !== undefined) {
        const { FailureInfo, FailedRecordsCount } = await ses.send(new GetImportJobCommand({ JobId: summary.JobId }));
        const url = FailureInfo?.FailedRecordsS3Url ?? '';
        assert.ok(url.startsWith(`${server.url}/failed-records/`));
        const rows = (await (await fetch(url)).text()).trimEnd().split('\n');
        assert.equal(rows.length - 1, FailedRecordsCount);
        server.advance(900_000);
        assert.equal((await fetch(url)).status, 403);
        return;
      }
    }
    assert.fail('No job has failed records.');
  });
});
