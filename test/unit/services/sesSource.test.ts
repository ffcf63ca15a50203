import assert from 'node:assert/strict';
import type { Branch } from '../../../src/core/jobs/source';
import { aJob } from '../../support/jobs';
import { isOperation } from '../../support/operations';
import type { Match } from '../../support/testServerFaults';
import { profileFor } from '../../support/testServerProfile';
import { SampleClient, type SesJobJson } from '../sample/sampleClient';
import {
  clicked,
  Choices,
  Connected,
  failureOfRead,
  firstPage,
  found,
  getJob,
  lookAt,
  readWhole,
  servicesOf,
  work,
} from '../aws/connected';

describe('the source of SES', () => {
  let connected: Connected;
  let account: SampleClient;
  let suppressionList: Branch;
  let contactLists: Branch;

  beforeEach(async () => {
    connected = await Connected.start();
    account = new SampleClient(connected.server.account.transport);
    [suppressionList, contactLists] = (connected.ses.root.fixed ?? []) as [Branch, Branch];
  });

  afterEach(async () => {
    await connected.close();
  });

  const bodies = () =>
    connected.server.requests.map(({ body }) => (body === '' ? undefined : (JSON.parse(body) as unknown)));
  const idsOf = (jobs: readonly SesJobJson[]) => jobs.map(({ JobId }) => JobId).sort();

  it('has exactly two lists, known without a request', async () => {
    const { root } = connected.ses;
    assert.deepEqual([root.icon, root.id, root.label], ['cloud', 'ses', 'Amazon SES']);
    assert.deepEqual(
      root.fixed?.map(({ id, icon, label, emptyText }) => ({ id, icon, label, emptyText })),
      [
        {
          id: 'suppressionList',
          icon: 'mail',
          label: 'Suppression list',
          emptyText: 'No import jobs in eu-west-1',
        },
        {
          id: 'contactLists',
          icon: 'book',
          label: 'Contact lists',
          emptyText: 'No import jobs in eu-west-1',
        },
      ],
    );
    assert.deepEqual((await root.readPage(undefined, clicked)).items, []);
    assert.equal(connected.server.requests.length, 0);
  });

  for (const [kind, type] of [
    ['suppressionList', 'SUPPRESSION_LIST'],
    ['contactLists', 'CONTACT_LIST'],
  ] as const) {
    it(`reads ${kind} to its end, page by page`, async () => {
      connected.choices.size = 20;
      const expected = await account.sesJobs({ ImportDestinationType: type });
      const folder = await readWhole(kind === 'suppressionList' ? suppressionList : contactLists);
      assert.deepEqual(folder.jobs.map(({ id }) => id).sort(), idsOf(expected));
      const { requests } = connected.server;
      assert.ok(requests.length >= Math.ceil(expected.length / 20));
      for (const request of requests) {
        const { method, path, query, status, region, service, accessKeyId } = request;
        assert.deepEqual([method, path, query, status], ['POST', '/v2/email/import-jobs/list', {}, 200]);
        assert.deepEqual([region, service, accessKeyId], ['eu-west-1', 'ses', 'SAMPLEKEY1']);
        const { NextToken, ...rest } = JSON.parse(request.body) as Readonly<Record<string, unknown>>;
        assert.deepEqual(rest, { ImportDestinationType: type, PageSize: 20 });
        assert.equal(NextToken === undefined, request === requests[0]);
      }
    });
  }

  it('follows each response’s token, even after empty pages, and sends none for the first page', async () => {
    const pages = [
      { ImportJobs: [{ JobId: 'a' }], NextToken: 'token/1=' },
      { ImportJobs: [], NextToken: 'token 2' },
      { NextToken: 'token 3' },
      { ImportJobs: [{ JobId: 'b' }], NextToken: null },
    ];
    const replies = pages.values();
    connected.server.answer(
      () => true,
      () => ({ status: 200, headers: {}, body: JSON.stringify(replies.next().value) }),
    );
    const folder = await readWhole(suppressionList);
    assert.deepEqual(
      folder.jobs.map(({ id }) => id),
      ['a', 'b'],
    );
    const asked = { ImportDestinationType: 'SUPPRESSION_LIST', PageSize: 50 };
    assert.deepEqual(bodies(), [
      asked,
      { ...asked, NextToken: 'token/1=' },
      { ...asked, NextToken: 'token 2' },
      { ...asked, NextToken: 'token 3' },
    ]);
  });

  it('requests as many jobs as currently wanted', async () => {
    for (const size of [7, 100]) {
      connected.choices.size = size;
      const { jobs } = await firstPage(suppressionList);
      assert.ok(jobs.length > 0 && jobs.length <= size);
      assert.deepEqual(bodies().at(-1), { ImportDestinationType: 'SUPPRESSION_LIST', PageSize: size });
    }
  });

  it('requests one job with the details that no list has', async () => {
    const failed = found((await account.sesJobs()).find(({ FailedRecordsCount = 0 }) => FailedRecordsCount > 0));
    const job = await getJob(connected.ses, { service: 'ses', id: failed.JobId });
    assert.equal(connected.asked.at(-1), `GET /v2/email/import-jobs/${failed.JobId} {}`);
    assert.equal(job.complete, true);
    assert.match(job.source?.s3Url ?? '', /^s3:/);
    assert.equal(job.requestId?.length, 36);
  });

  it('does not share a request with other credentials', async () => {
    const { files, server } = connected;
    let renew: () => void = () => undefined;
    const { ses } = servicesOf(work, Object.assign(new Choices(), { onRenew: (it: () => void) => (renew = it) }));
    const [{ JobId: id } = { JobId: '' }] = await account.sesJobs();
    const isOld: Match = ({ headers }) => headers.authorization?.includes('SAMPLEKEY1') === true;
    server.answer(isOld, {
      status: 403,
      headers: { 'x-amzn-errortype': 'ExpiredTokenException' },
      body: '{"message":"Expired"}',
    });
    const hold = server.hold(isOld);
    const before = failureOfRead(getJob(ses, { service: 'ses', id }));
    await hold.arrived;
    await files.write(profileFor(server, { name: 'work', accessKeyId: 'SAMPLEKEY2' }));
    renew();
    const now = getJob(ses, { service: 'ses', id });
    // The request for the job has been sent by then.
    await firstPage(found(ses.root.fixed?.[0]));
    hold.release();
    assert.equal((await now).id, id);
    assert.equal((await before).kind, 'credentials');
  });

  describe('refreshing jobs', () => {
    const list = 'POST /v2/email/import-jobs/list {"PageSize":100}';
    const get = (id: string) => `GET /v2/email/import-jobs/${id} {}`;
    const refreshed = (...ids: readonly string[]) =>
      lookAt(
        connected.ses,
        ids.map((id) => aJob(id)),
      );

    it('takes one request for all jobs on the newest page, and includes new ones', async () => {
      const newest = (await account.listSes({ PageSize: 100 })).ImportJobs.map(({ JobId }) => JobId);
      const jobs = await refreshed(...newest.slice(0, 40));
      assert.deepEqual(
        jobs.map(({ id }) => id),
        newest,
      );
      assert.deepEqual(connected.asked, [list]);
    });

    it('takes a further request for each other job, and leaves out deleted ones', async () => {
      const ids = (await account.sesJobs()).map(({ JobId }) => JobId);
      const [near = '', far = '', farther = ''] = [ids[3], ids[120], ids[150]];
      const jobs = await refreshed(far, near, 'gone', farther);
      assert.deepEqual(
        jobs.map(({ id }) => id),
        [...ids.slice(0, 100), far, farther],
      );
      assert.deepEqual(jobs.map(({ complete }) => complete).slice(98), [false, false, true, true]);
      assert.deepEqual(connected.asked, [list, get(far), get('gone'), get(farther)]);
    });

    it('shares its request with a click on the same job', async () => {
      const old = found((await account.sesJobs({})).at(-1));
      const ref = { service: 'ses', id: old.JobId };
      const hold = connected.server.hold(isOperation('ses GetImportJob'));
      const look = lookAt(connected.ses, [ref]);
      await hold.arrived;
      const click = getJob(connected.ses, ref);
      // The click has been handled by then.
      await firstPage(suppressionList);
      hold.release();
      assert.equal((await look).at(-1)?.id, (await click).id);
      const asked = () => connected.server.requests.filter(({ path }) => path.endsWith(ref.id)).length;
      assert.equal(asked(), 1);
      await getJob(connected.ses, ref);
      assert.equal(asked(), 2, 'A later one is a request of its own.');
    });

    it('fails as a whole for any other failure', async () => {
      connected.server.answer(({ method }) => method === 'GET', {
        status: 429,
        headers: { 'x-amzn-errortype': 'TooManyRequestsException' },
        body: '{"message":"Slow down"}',
      });
      const { kind, operation } = await failureOfRead(refreshed('off the page'));
      assert.deepEqual([kind, operation], ['throttled', 'GetImportJob']);
    });
  });

  it('names the list of a job', async () => {
    for (const list of [suppressionList, contactLists]) {
      assert.deepEqual(found((await firstPage(list)).jobs[0]).listIds, [list.id]);
    }
  });

  it('logs a line for each request, without response data', async () => {
    await firstPage(suppressionList);
    await failureOfRead(getJob(connected.ses, { service: 'ses', id: 'nothing' }));
    const [first = '', second = '', ...others] = connected.choices.lines;
    assert.match(first, /^ses:ListImportJobs answered in \d+ ms, request [0-9a-f-]{36}$/);
    assert.match(second, /^ses:GetImportJob failed \(notFound\) in \d+ ms, request [0-9a-f-]{36}$/);
    assert.deepEqual(others, []);
  });
});
