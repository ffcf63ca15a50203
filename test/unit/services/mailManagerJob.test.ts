import assert from 'node:assert/strict';
import { describeJob } from '../../../src/core/details/describe';
import type { ImportJob, JobPhase } from '../../../src/core/jobs/job';
import { mailManagerError, uploadSecret } from '../../support/addressLists';
import { contextFor, shownFields } from '../details/jobs';
import { clicked, Connected, failureOfRead, found, getJob } from '../aws/connected';

const uploadUrl =
  'https://uploads.s3.eu-west-1.amazonaws.com/job-1?X-Amz-Date=20261122T104100Z&X-Amz-Expires=900' +
  '&X-Amz-Credential=KEY&X-Amz-Security-Token=TOKEN&X-Amz-Signature=SIGNATURE';

/** Every field of GetAddressListImportJob's response in AWS's reference. */
const everyField = {
  AddressListId: 'al-1',
  CompletedTimestamp: 1795344000,
  CreatedTimestamp: 1795343000.25,
  Error: 'header missing',
  FailedItemsCount: 3,
  ImportDataFormat: { ImportDataType: 'CSV' },
  ImportedItemsCount: 4818,
  JobId: 'job-1',
  Name: 'spring-2026',
  PreSignedUrl: uploadUrl,
  StartTimestamp: 1795343600,
  Status: 'COMPLETED',
};

const { PreSignedUrl, ...withoutUrl } = everyField;
assert.equal(PreSignedUrl, uploadUrl);

const facts = [
  {
    id: 'addressListId',
    section: 'destination',
    label: 'Address list ID',
    value: 'al-1',
    code: true,
    copyable: true,
    listId: 'al-1',
    listLabel: 'Address list',
    labelIn: 'breadcrumb',
  },
  { id: 'jobName', section: 'job', label: 'Job name', value: 'spring-2026' },
];

const read = {
  service: 'mailManager',
  id: 'job-1',
  scope: 'al-1',
  key: 'mailManager/al-1/job-1',
  status: 'COMPLETED',
  phase: 'succeededWithFailures',
  createdAt: 1795343000250,
  startedAt: 1795343600000,
  completedAt: 1795344000000,
  counts: [
    { id: 'imported', label: 'Imported', value: 4818 },
    { id: 'failed', label: 'Failed', value: 3, tone: 'bad' },
  ],
  title: 'Address list import',
  name: 'spring-2026',
  target: 'Address list al-1',
  purpose: 'Adds addresses to the address list',
  source: { format: 'CSV' },
  facts,
  listIds: ['al-1'],
  failures: {
    message: 'header missing',
    hint:
      'A CSV file needs the header “address” and one address in each line. ' +
      'An address can have one wildcard (*), before or after the @.',
  },
  complete: true,
  requestId: 'request-1',
  raw: {
    ...withoutUrl,
    CompletedTimestamp: '2026-11-22T10:40:00.000Z',
    CreatedTimestamp: '2026-11-22T10:23:20.250Z',
    StartTimestamp: '2026-11-22T10:33:20.000Z',
  },
};

describe('a job of Mail Manager', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  /** @param answer the response of GetAddressListImportJob */
  function jobOf(answer: Readonly<Record<string, unknown>>, id = 'job-1', scope = 'al-1'): Promise<ImportJob> {
    connected.answer(answer);
    return getJob(connected.mailManager, { service: 'mailManager', scope, id });
  }

  /** @param jobs in the response of ListAddressListImportJobs */
  async function listed(...jobs: readonly Readonly<Record<string, unknown>>[]) {
    connected.answer({ AddressLists: [{ AddressListId: 'al-1', AddressListName: 'vips' }], ImportJobs: jobs });
    const [list] = (await connected.mailManager.root.readPage(undefined, clicked)).items;
    assert.ok(list !== undefined && 'readPage' in list);
    return (await list.readPage(undefined, clicked)).items as readonly ImportJob[];
  }

  it('keeps every field, but nothing of the link for the upload', async () => {
    assert.deepEqual(await jobOf(everyField), read);
  });

  it('is complete in its list, which also knows the name of the address list', async () => {
    assert.deepEqual(await listed(everyField), [{ ...read, target: 'Address list vips' }]);
  });

  it('is shown with every field once, and with a hint about failures', async () => {
    const model = describeJob(await jobOf(everyField), contextFor('SES Mail Manager'));
    const fields = ['jobId', 'status', 'imported', 'failed', 'format', 'addressListId', 'jobName', 'failureMessage'];
    assert.deepEqual(shownFields(model), [...fields, 'createdAt', 'startedAt', 'completedAt', 'took'].sort());
    assert.equal(model.title, 'Address list import: spring-2026');
    assert.deepEqual(model.failures, {
      message: 'header missing',
      hint: read.failures.hint,
      entries: [],
      hasFailedRecords: false,
    });
    const waiting = describeJob(await jobOf({ ...everyField, Status: 'CREATED' }), contextFor('SES Mail Manager'));
    assert.ok(shownFields(waiting).includes('uploadLink'));
    assert.doesNotMatch(JSON.stringify([model, waiting]), uploadSecret);
    const unexplained = { ...everyField, Error: undefined };
    assert.deepEqual(describeJob(await jobOf(unexplained), contextFor('SES Mail Manager')).failures, {
      ...{
        note: 'SES Mail Manager reported no reason.',
        hint: read.failures.hint,
        entries: [],
        hasFailedRecords: false,
      },
    });
  });

  it('has no values for absent or null fields', async () => {
    const minimal = {
      ...{ service: 'mailManager', id: 'job-1', scope: 'al-2', key: 'mailManager/al-2/job-1', phase: 'unknown' },
      ...{ counts: [], facts: [{ ...facts[0], value: 'al-2', listId: 'al-2' }], listIds: ['al-2'] },
      ...{ complete: true, requestId: 'request-1', title: read.title, target: 'Address list al-2' },
      ...{ purpose: read.purpose, raw: { JobId: 'job-1', Status: 'NEW' } },
      status: 'NEW',
    };
    const nulls = Object.fromEntries(Object.keys(everyField).map((name) => [name, null]));
    for (const empty of [{}, nulls]) {
      assert.deepEqual(await jobOf({ ...empty, JobId: 'job-1', Status: 'NEW' }, 'job-1', 'al-2'), minimal);
    }
  });

  it('has the requested id when the response lacks it, and is left out of a list without one', async () => {
    assert.equal((await jobOf({ Status: 'CREATED' }, 'job-2')).id, 'job-2');
    assert.equal((await failureOfRead(jobOf({}))).kind, 'malformed');
    assert.deepEqual(
      (await listed({ Status: 'CREATED' }, { JobId: '' }, { JobId: 'job-3' })).map(({ id }) => id),
      ['job-3'],
    );
  });

  for (const [status, phase] of Object.entries<JobPhase>({
    CREATED: 'waiting',
    PROCESSING: 'running',
    COMPLETED: 'succeeded',
    FAILED: 'failed',
    STOPPED: 'cancelled',
    PAUSED_BY_MAGIC: 'unknown',
  })) {
    it(`is ${phase} when Mail Manager returns ${status}`, async () => {
      const job = await jobOf({ JobId: 'job-1', Status: status, PreSignedUrl: uploadUrl });
      assert.deepEqual([job.status, job.phase], [status, phase]);
      const until = Date.UTC(2026, 10, 22, 10, 56);
      assert.deepEqual(job.awaitsUpload, status === 'CREATED' ? { until } : undefined);
      assert.doesNotMatch(JSON.stringify(job), uploadSecret);
      assert.ok(!JSON.stringify(job).includes('uploads.s3'));
    });
  }

  it('waits for its upload without an end when the link has none', async () => {
    for (const url of [undefined, '', 'nonsense', 'https://uploads.invalid/?X-Amz-Date=soon']) {
      assert.deepEqual((await jobOf({ JobId: 'job-1', Status: 'CREATED', PreSignedUrl: url })).awaitsUpload, {});
    }
  });

  it('hints at the form of its file once something failed', async () => {
    const failuresOf = async (fields: object) =>
      (await jobOf({ JobId: 'job-1', Status: 'FAILED', ...fields })).failures;
    const json = { ImportDataFormat: { ImportDataType: 'JSON' } };
    assert.equal(await failuresOf(json), undefined);
    assert.deepEqual(await failuresOf({ Error: 'No' }), { message: 'No' });
    assert.deepEqual(await failuresOf({ ...json, FailedItemsCount: 1 }), {
      hint:
        'A JSON file needs the form {"items":[{"address":"…"}]}. ' +
        'An address can have one wildcard (*), before or after the @.',
    });
    assert.equal((await failuresOf({ Error: 'No', ImportDataFormat: { ImportDataType: 'XML' } }))?.hint, undefined);
  });

  it('accepts timestamps of emulators, and drops invalid ones', async () => {
    const { createdAt, startedAt } = await jobOf({
      JobId: 'job-1',
      CreatedTimestamp: '2026-11-22T10:23:20Z',
      StartTimestamp: 'soon',
    });
    assert.deepEqual([createdAt, startedAt], [Date.UTC(2026, 10, 22, 10, 23, 20), undefined]);
  });

  it('cannot be requested without an id and an address list', async () => {
    const before = connected.server.requests.length;
    for (const ref of [{ id: '', scope: 'al-1' }, { id: 'job-1', scope: '' }, { id: 'job-1' }]) {
      const read = getJob(connected.mailManager, { service: 'mailManager', ...ref });
      const { kind, operation } = await failureOfRead(read);
      assert.deepEqual([kind, operation], ['badRequest', 'GetAddressListImportJob']);
    }
    assert.equal(connected.server.requests.length, before);
  });

  it('is requested by its id', async () => {
    await jobOf(everyField);
    const { method, path, body, target, service } = found(connected.server.requests.at(-1));
    assert.deepEqual(
      [method, path, target, service, body],
      ['POST', '/', 'MailManagerSvc.GetAddressListImportJob', 'ses', '{"JobId":"job-1"}'],
    );
  });

  it('fails by the name of an error, which always has the same status', async () => {
    for (const [name, kind] of [
      ['ResourceNotFoundException', 'notFound'],
      ['AccessDeniedException', 'denied'],
      ['ValidationException', 'badRequest'],
      ['ConflictException', 'badRequest'],
      ['InternalServerException', 'server'],
    ] as const) {
      const undo = connected.server.answer(() => true, mailManagerError(name, 'AWS’s own words'));
      const failure = await failureOfRead(
        getJob(connected.mailManager, { service: 'mailManager', scope: 'al-1', id: 'a' }),
      );
      undo();
      assert.deepEqual([failure.kind, failure.httpStatus, failure.detail], [kind, 400, 'AWS’s own words'], name);
      if (failure.kind === 'denied') {
        assert.deepEqual(
          [failure.action, failure.resource],
          ['ses:GetAddressListImportJob', 'mailmanager-address-list/al-1'],
        );
      }
    }
  });
});
