import assert from 'node:assert/strict';
import { serviceError } from '../../../src/aws/requests/serviceError';
import { PinpointEnd } from '../../../src/services/pinpoint/ended';
import { isBranch, type Branch } from '../../../src/core/jobs/source';
import { Folder } from '../../../src/core/jobs/folder';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { isOperation } from '../../support/operations';
import {
  clicked,
  Choices,
  Connected,
  failureOfRead,
  found,
  lookAt,
  readWhole,
  servicesOf,
  work,
  unknownHost,
} from '../aws/connected';

const dayBefore = Date.UTC(2026, 9, 29, 23, 59);
const since = Date.UTC(2026, 9, 30);

describe('Pinpoint’s end of support', () => {
  let connected: Connected;

  beforeEach(async () => {
    connected = await Connected.start();
    connected.choices.time = since;
  });

  afterEach(async () => {
    await connected.close();
  });

  /** An application, all its jobs and a segment, read before any error response. */
  async function branches() {
    const [application] = (await readWhole(connected.pinpoint.root)).branches;
    const { items } = await found(application).readPage(undefined, clicked);
    return {
      application: found(application),
      all: found(found(application).fixed?.[0]),
      segment: found(items.find(isBranch)),
    };
  }

  /** Calls whose support may have ended. */
  const reads = {
    GetSegments: async () => {
      const { application } = await branches();
      return () => application.readPage(undefined, clicked);
    },
    GetImportJobs: async () => {
      const { all } = await branches();
      return () => all.readPage(undefined, clicked);
    },
    GetSegmentImportJobs: async () => {
      const { segment } = await branches();
      return () => segment.readPage(undefined, clicked);
    },
    GetImportJob: async () => {
      await branches();
      return () => connected.pinpoint.getJob({ service: 'pinpoint', scope: 'app-1', id: 'job-1' }, clicked);
    },
  } as const;

  const refusals = [
    [403, 'ForbiddenException', 'denied'],
    [404, 'NotFoundException', 'notFound'],
    [405, 'MethodNotAllowedException', 'methodNotAllowed'],
    [410, 'GoneException', 'notFound'],
  ] as const;

  for (const operation of ['GetSegments', 'GetImportJobs', 'GetSegmentImportJobs', 'GetImportJob'] as const) {
    for (const [status, type, before] of refusals) {
      it(`is recognized by a ${status} of ${operation}, but not before its date`, async () => {
        const read = await reads[operation]();
        connected.answer({ Message: 'Words of Pinpoint' }, status, { 'x-amzn-errortype': type });
        const ended = await failureOfRead(read());
        assert.equal(ended.kind, 'serviceEnded');
        assert.deepEqual(
          [ended.operation, ended.httpStatus, ended.requestId, ended.detail],
          [operation, status, 'request-1', 'Words of Pinpoint'],
        );
        connected.choices.time = dayBefore;
        assert.equal((await failureOfRead(read())).kind, before);
      });
    }
  }

  for (const operation of ['GetSegments', 'GetImportJobs', 'GetSegmentImportJobs'] as const) {
    it(`is recognized by an empty list of ${operation}, which is just empty before its date`, async () => {
      const read = await reads[operation]();
      connected.answer({ Item: [] });
      const { kind, httpStatus, requestId } = await failureOfRead(read());
      assert.deepEqual([kind, httpStatus, requestId], ['serviceEnded', 200, 'request-1']);
      connected.choices.time = dayBefore;
      assert.partialDeepStrictEqual(await read(), { items: [] });
    });
  }

  it('is recognized by a host that no longer exists', async () => {
    const { choices, files } = connected;
    await files.write({
      config: `[profile work]\nendpoint_url = http://${unknownHost}\n`,
      credentials: '[work]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    const { pinpoint } = servicesOf(work, choices);
    const job = { service: 'pinpoint', scope: 'app-1', id: 'job-1' };
    assert.equal((await failureOfRead(pinpoint.getJob(job, clicked))).kind, 'serviceEnded');
    assert.equal((await failureOfRead(pinpoint.root.readPage(undefined, clicked))).kind, 'network');
    choices.time = dayBefore;
    assert.equal((await failureOfRead(pinpoint.getJob(job, clicked))).kind, 'network');
  });

  it('is not recognized without a name server: then there is no network', () => {
    const end = new PinpointEnd(() => since);
    const toldFor = (code: string) => {
      const error = Object.assign(new Error(`getaddrinfo ${code}`), { code });
      return end.failureOf(serviceError(error, 'GetSegments', 'mobiletargeting').failure);
    };
    assert.equal(toldFor('ENOTFOUND').kind, 'serviceEnded');
    const { kind, ...rest } = toldFor('EAI_AGAIN');
    assert.deepEqual([kind, 'reason' in rest && rest.reason], ['network', 'other']);
  });

  it('keeps the permission that may be missing instead', async () => {
    const { all, application } = await branches();
    connected.answer({ Message: 'No' }, 403, { 'x-amzn-errortype': 'ForbiddenException' });
    const failure = await failureOfRead(all.readPage(undefined, clicked));
    assert.ok(failure.kind === 'serviceEnded');
    assert.deepEqual([failure.action, failure.resource], ['mobiletargeting:GetImportJobs', `apps/${application.id}`]);
  });

  for (const [status, type, kind] of [
    [403, 'ExpiredTokenException', 'credentials'],
    [403, 'RequestTimeTooSkewed', 'credentials'],
    [400, 'BadRequestException', 'badRequest'],
    [413, 'PayloadTooLargeException', 'tooLarge'],
    [429, 'TooManyRequestsException', 'throttled'],
    [500, 'InternalServerErrorException', 'server'],
  ] as const) {
    it(`is not recognized by a ${status} ${type}`, async () => {
      const { all } = await branches();
      connected.answer({ Message: 'No' }, status, { 'x-amzn-errortype': type });
      assert.equal((await failureOfRead(all.readPage(undefined, clicked))).kind, kind);
    });
  }

  it('does not affect SES or GetApps', async () => {
    connected.answer({ message: 'No' }, 404, { 'x-amzn-errortype': 'NotFoundException' });
    assert.equal((await failureOfRead(connected.ses.getJob({ service: 'ses', id: 'a' }, clicked))).kind, 'notFound');
    assert.equal((await failureOfRead(connected.pinpoint.root.readPage(undefined, clicked))).kind, 'notFound');
    connected.answer({ ImportJobs: [], Item: [] });
    assert.deepEqual((await found(connected.ses.root.fixed?.[0]).readPage(undefined, clicked)).items, []);
    assert.deepEqual((await connected.pinpoint.root.readPage(undefined, clicked)).items, []);
  });

  it('never affects sample data', async () => {
    const { pinpoint } = servicesOf({ ...work, kind: 'sample' }, connected.choices, connected.server.account.transport);
    const loyalty = found((await readWhole(pinpoint.root)).branches[0]);
    const empty = found((await readWhole(loyalty)).branches.find(({ label }) => label === 'Store guests'));
    assert.deepEqual((await empty.readPage(undefined, clicked)).items, []);
    assert.equal(empty.failureIfEmpty?.(), undefined);
  });

  it('keeps the applications with all their jobs when support for segments has ended', async () => {
    connected.server.answer(isOperation('GetSegments'), { status: 405, headers: {}, body: '{}' });
    const application = folderOf(found((await readWhole(connected.pinpoint.root)).branches[0]));
    await application.loadMore();
    assert.equal(application.failure?.kind, 'serviceEnded');
    const [all] = application.branches;
    assert.ok((await readWhole(found(all))).jobs.length > 0);
  });

  it('keeps the rows of a list that is empty when refreshed', async () => {
    const { all } = await branches();
    const folder = folderOf(all);
    await folder.loadMore();
    const before = folder.jobs.map(({ key }) => key);
    assert.ok(before.length > 0);
    connected.answer({ Item: [] });
    await folder.refresh();
    assert.deepEqual(
      folder.jobs.map(({ key }) => key),
      before,
    );
    assert.equal(folder.failure?.kind, 'serviceEnded');
    connected.server.clearFaults();
    await folder.retry();
    assert.equal(folder.failure, undefined);
  });

  it('shows in a list whose last job was deleted', async () => {
    const { all, segment } = await branches();
    const kinds = () => [all, segment].map(({ failureIfEmpty }) => failureIfEmpty?.()?.kind);
    assert.deepEqual(kinds(), ['serviceEnded', 'serviceEnded']);
    connected.choices.time = dayBefore;
    assert.deepEqual(kinds(), [undefined, undefined]);
  });

  it('is not confused with a deleted job, which a refresh leaves out', async () => {
    const { all, application } = await branches();
    const { jobs } = await readWhole(all);
    const refs = [...jobs, { service: 'pinpoint', scope: application.id, id: 'gone' }];
    assert.deepEqual(
      (await lookAt(connected.pinpoint, refs)).map(({ key }) => key).sort(),
      jobs.map(({ key }) => key).sort(),
    );
    connected.answer({ Message: 'No' }, 403, { 'x-amzn-errortype': 'ForbiddenException' });
    assert.equal((await failureOfRead(lookAt(connected.pinpoint, jobs))).kind, 'serviceEnded');
  });

  function folderOf(branch: Branch): Folder {
    return new Folder({
      connectionId: work.id,
      branch,
      store: new JobStore(),
      now: Date.now,
      onChange: () => undefined,
    });
  }
});

describe('the account of the credentials', () => {
  it('is reported if they name it, once they are used', async () => {
    const connected = await Connected.start();
    try {
      await connected.files.write({
        config: `[profile work]\nendpoint_url = ${connected.server.url}\n`,
        credentials:
          '[work]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\naws_account_id = 123456789012\n',
      });
      const told: (string | undefined)[] = [];
      const options = Object.assign(new Choices(), {
        identified: (account: string | undefined) => void told.push(account),
      });
      const { pinpoint } = servicesOf(work, options);
      assert.deepEqual(told, []);
      await pinpoint.root.readPage(undefined, clicked);
      assert.deepEqual(told, ['123456789012']);
    } finally {
      await connected.close();
    }
  });
});
