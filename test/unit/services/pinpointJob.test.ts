import assert from 'node:assert/strict';
import type { JobPhase } from '../../../src/core/jobs/job';
import { clicked, Connected, failureOfRead, found, getJob } from '../aws/connected';
import { pieces } from '../../support/jobs';

/** Every field of an ImportJobResponse and its ImportJobResource in AWS's reference. */
const everyField = {
  ApplicationId: 'app-1',
  Id: 'job-1',
  JobStatus: 'PROCESSING',
  CompletedPieces: 5,
  FailedPieces: 1,
  TotalPieces: 8,
  CreationDate: '2026-11-22T10:23:20.250Z',
  CompletionDate: '2026-11-22T10:40:00Z',
  Type: 'IMPORT',
  TotalFailures: 120,
  TotalProcessed: 9000,
  Failures: ['Line 3: no address', 'Line 9: <b>odd</b>'],
  Definition: {
    S3Url: 's3://bucket/endpoints/',
    RoleArn: 'arn:aws:iam::123456789012:role/import',
    ExternalId: '123456789012',
    Format: 'JSON',
    RegisterEndpoints: true,
    DefineSegment: true,
    SegmentName: 'VIP customers',
    SegmentId: 'segment-1',
  },
};

const application = {
  id: 'applicationId',
  section: 'destination',
  label: 'Application ID',
  value: 'app-1',
  code: true,
  copyable: true,
  listId: 'app-1',
  listLabel: 'Application',
  labelIn: 'breadcrumb',
};
const type = { id: 'type', section: 'job', label: 'Type', value: 'IMPORT', code: true };

const read = {
  service: 'pinpoint',
  id: 'job-1',
  scope: 'app-1',
  key: 'pinpoint/app-1/job-1',
  status: 'PROCESSING',
  phase: 'running',
  createdAt: Date.UTC(2026, 10, 22, 10, 23, 20, 250),
  completedAt: Date.UTC(2026, 10, 22, 10, 40),
  counts: [
    { id: 'processed', label: 'Processed', value: 9000 },
    { id: 'failed', label: 'Failed', value: 120, tone: 'bad' },
  ],
  countsNote:
    '“Processed” and “Failed” are numbers of endpoint definitions. Pieces are parts of the job with about the same number of endpoint definitions each.',
  progress: { done: 5, failed: 1, total: 8, unit: pieces },
  title: 'Segment import',
  name: 'VIP customers',
  target: 'Segment VIP customers',
  purpose: 'Imports endpoint definitions and creates a segment from them',
  source: { s3Url: 's3://bucket/endpoints/', format: 'JSON' },
  facts: [
    {
      id: 'roleArn',
      section: 'source',
      label: 'IAM role',
      value: 'arn:aws:iam::123456789012:role/import',
      code: true,
      copyable: true,
    },
    { id: 'externalId', section: 'source', label: 'External ID (deprecated)', value: '123456789012', code: true },
    application,
    {
      id: 'segmentName',
      section: 'destination',
      label: 'Segment name',
      value: 'VIP customers',
      listId: 'app-1/segments/segment-1',
    },
    {
      id: 'segmentId',
      section: 'destination',
      label: 'Segment ID',
      value: 'segment-1',
      code: true,
      copyable: true,
    },
    { id: 'definesSegment', section: 'destination', label: 'Defines a segment', value: 'Yes' },
    { id: 'registersEndpoints', section: 'destination', label: 'Registers endpoints', value: 'Yes' },
    type,
  ],
  listIds: ['app-1/jobs', 'app-1/segments/segment-1'],
  failures: { entries: ['Line 3: no address', 'Line 9: <b>odd</b>'] },
  complete: true,
  requestId: 'request-1',
  raw: everyField,
};

describe('a job of Pinpoint', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  /** @param answer the response of GetImportJob */
  function jobOf(answer: Readonly<Record<string, unknown>>) {
    connected.answer(answer);
    return getJob(connected.pinpoint, { service: 'pinpoint', scope: 'app-1', id: 'job-1' });
  }

  it('keeps every field when requested singly', async () => {
    assert.deepEqual(await jobOf(everyField), read);
  });

  it('keeps every field in the lists of its segment and of its application', async () => {
    const { server, pinpoint } = connected;
    const json = (body: unknown) => ({
      status: 200,
      headers: { 'x-amzn-requestid': 'request-1' },
      body: JSON.stringify(body),
    });
    server.answer(({ path }) => path === '/v1/apps', json({ Item: [{ Id: 'app-1' }] }));
    server.answer(
      ({ path }) => path === '/v1/apps/app-1/segments',
      json({ Item: [{ Id: 'segment-1', SegmentType: 'IMPORT' }] }),
    );
    server.answer(({ path }) => path.endsWith('/jobs/import'), json({ Item: [everyField] }));
    const [application] = (await pinpoint.root.readPage(undefined, clicked)).items;
    assert.ok(application !== undefined && 'readPage' in application);
    const [segment] = (await application.readPage(undefined, clicked)).items;
    assert.ok(segment !== undefined && 'readPage' in segment);
    for (const branch of [segment, found(application.fixed?.[0])]) {
      assert.deepEqual((await branch.readPage(undefined, clicked)).items, [read]);
    }
    assert.deepEqual(connected.asked.slice(-2), [
      'GET /v1/apps/app-1/segments/segment-1/jobs/import {"page-size":"50"}',
      'GET /v1/apps/app-1/jobs/import {"page-size":"50"}',
    ]);
  });

  it('may be new and have few fields', async () => {
    const fresh = {
      Id: 'job-1',
      CreationDate: '2026-11-22T10:23:20.250Z',
      JobStatus: 'CREATED',
      Type: 'IMPORT',
      Definition: {},
    };
    const { service, id, scope, key, createdAt, complete, requestId } = read;
    const expected = {
      service,
      id,
      scope,
      key,
      status: 'CREATED',
      phase: 'waiting',
      createdAt,
      counts: [],
      progress: { unit: pieces },
      facts: [application, type],
      listIds: ['app-1/jobs'],
      complete,
      requestId,
      raw: fresh,
    };
    assert.deepEqual(await jobOf(fresh), expected);
    const nulls = Object.fromEntries(Object.keys(everyField).map((name) => [name, null]));
    assert.deepEqual(await jobOf({ ...nulls, ...fresh, Definition: nullsOf(everyField.Definition) }), expected);
  });

  it('has the requested id when the response lacks it', async () => {
    assert.equal((await jobOf({ JobStatus: 'CREATED' })).key, 'pinpoint/app-1/job-1');
  });

  for (const [status, phase] of Object.entries<JobPhase>({
    CREATED: 'waiting',
    PREPARING_FOR_INITIALIZATION: 'waiting',
    PENDING_JOB: 'waiting',
    INITIALIZING: 'running',
    PROCESSING: 'running',
    COMPLETING: 'running',
    FAILING: 'running',
    COMPLETED: 'succeeded',
    FAILED: 'failed',
    PAUSED_BY_MAGIC: 'unknown',
  })) {
    it(`is ${phase} when Pinpoint returns ${status}`, async () => {
      const job = await jobOf({ Id: 'job-1', JobStatus: status });
      assert.deepEqual([job.status, job.phase], [status, phase]);
    });
  }

  for (const failures of [{ TotalFailures: 1 }, { FailedPieces: 1 }, { Failures: ['Line 3'] }]) {
    it(`succeeded with failures according to ${Object.keys(failures).join()}`, async () => {
      assert.equal((await jobOf({ Id: 'job-1', JobStatus: 'COMPLETED', ...failures })).phase, 'succeededWithFailures');
      assert.equal((await jobOf({ Id: 'job-1', JobStatus: 'FAILED', ...failures })).phase, 'failed');
    });
  }

  it('succeeded when it has no failures', async () => {
    const none = { TotalFailures: 0, FailedPieces: 0, Failures: [] };
    assert.equal((await jobOf({ Id: 'job-1', JobStatus: 'COMPLETED', ...none })).phase, 'succeeded');
  });

  for (const [definition, target, facts] of [
    [
      { DefineSegment: false, RegisterEndpoints: true },
      'Endpoints only',
      { definesSegment: 'No', registersEndpoints: 'Yes' },
    ],
    [{ DefineSegment: false }, 'Endpoints only', { definesSegment: 'No' }],
    [{ DefineSegment: true, SegmentName: 'New' }, 'Segment New', { segmentName: 'New', definesSegment: 'Yes' }],
    [{ SegmentId: 'segment-1' }, 'Segment segment-1', { segmentId: 'segment-1' }],
    [{ Format: 'CSV' }, undefined, {}],
  ] as const) {
    it(`has ${target ?? 'an unknown target'} for ${JSON.stringify(definition)}`, async () => {
      const job = await jobOf({ Id: 'job-1', Definition: definition });
      assert.equal(job.target, target);
      assert.deepEqual(Object.fromEntries(job.facts.map(({ id, value }) => [id, value])), {
        applicationId: 'app-1',
        ...facts,
      });
    });
  }

  it('links its segment’s name, or else the id, to the segment’s list', async () => {
    const linked = async (definition: object) => {
      const { facts } = await jobOf({ Id: 'job-1', Definition: definition });
      return facts.flatMap(({ id, listId, labelIn }) =>
        listId === undefined || id === 'applicationId' ? [] : [[id, listId, labelIn]],
      );
    };
    const listId = 'app-1/segments/segment-1';
    assert.deepEqual(await linked({ SegmentId: 'segment-1' }), [['segmentId', listId, 'title']]);
    assert.deepEqual(await linked({ SegmentId: 'segment-1', SegmentName: 'VIP' }), [
      ['segmentName', listId, undefined],
    ]);
    assert.deepEqual(await linked({ DefineSegment: true, SegmentName: 'VIP' }), []);
  });

  it('says that there may be more than a hundred failures', async () => {
    const mayBeCut = async (count: number) =>
      (await jobOf({ Id: 'job-1', Failures: new Array<string>(count).fill('line') })).failures?.mayBeCut;
    assert.equal(await mayBeCut(99), undefined);
    assert.equal(await mayBeCut(100), true);
  });

  for (const [date, expected] of [
    ['2026-11-22T10:23:20.250Z', Date.UTC(2026, 10, 22, 10, 23, 20, 250)],
    ['2026-11-22T11:23:20+01:00', Date.UTC(2026, 10, 22, 10, 23, 20)],
    [1795343000.25, 1795343000250],
    [8.64e12, 8.64e15],
    [8.64e12 + 1, undefined],
    [-1.7e15, undefined],
    ['soon', undefined],
    ['', undefined],
  ] as const) {
    it(`reads ${JSON.stringify(date)} as ${expected === undefined ? 'no' : 'a'} time`, async () => {
      const job = await jobOf({ Id: 'job-1', CreationDate: date, CompletionDate: date });
      assert.deepEqual([job.createdAt, job.completedAt], [expected, expected]);
      assert.deepEqual(job.raw, { Id: 'job-1', CreationDate: date, CompletionDate: date });
    });
  }

  it('cannot be requested without an application and an id', async () => {
    const before = connected.server.requests.length;
    for (const ref of [{ id: 'job-1' }, { scope: '', id: 'job-1' }, { scope: 'app-1', id: '' }]) {
      const { kind, operation } = await failureOfRead(getJob(connected.pinpoint, { service: 'pinpoint', ...ref }));
      assert.deepEqual([kind, operation], ['badRequest', 'GetImportJob']);
    }
    assert.equal(connected.server.requests.length, before);
  });

  it('is requested by its application and its id, encoded', async () => {
    connected.answer(everyField);
    await getJob(connected.pinpoint, { service: 'pinpoint', scope: 'a/b', id: 'ü ?' });
    const { method, path, query, body } = found(connected.server.requests.at(-1));
    assert.deepEqual([method, path, query, body], ['GET', '/v1/apps/a%2Fb/jobs/import/%C3%BC%20%3F', {}, '']);
  });
});

function nullsOf(object: object): Readonly<Record<string, null>> {
  return Object.fromEntries(Object.keys(object).map((name) => [name, null]));
}
