import assert from 'node:assert/strict';
import type { JobRef } from '../../../src/core/jobs/job';
import type { Branch } from '../../../src/core/jobs/source';
import { backgroundPurpose } from '../../../src/core/base/request';
import { explain } from '../../../src/core/failures/explain';
import { domains, profilesJobs } from '../../../src/services/customerProfiles/sampleJobs';
import { isOperation } from '../../support/operations';
import {
  branchIn,
  Connected,
  failureOfRead,
  firstPage,
  found,
  getJob,
  lookAt,
  never,
  readWhole,
} from '../aws/connected';

const refusal = (status: number, type: string) => ({
  status,
  headers: { 'x-amzn-errortype': `${type}:http://internal.amazon.com/coral/`, 'x-amzn-requestid': 'request-1' },
  body: '{"Message":"Words of AWS"}',
});
const notFound = refusal(404, 'ResourceNotFoundException');

describe('the source of Customer Profiles', () => {
  let connected: Connected;

  beforeEach(async () => {
    connected = await Connected.start();
  });
  afterEach(() => connected.close());

  const domain = (name = 'marketing'): Promise<Branch> => branchIn(connected.customerProfiles.root, name);
  const ref = (id: string, scope = 'marketing'): JobRef => ({ service: 'customerProfiles', id, scope });
  /** IDs of the sample account's jobs in a domain, newest first. */
  const idsIn = (name: string) => {
    const now = connected.server.now();
    const jobs = profilesJobs(1, now).newestFirst(now, (target) => target.domain.name === name);
    return [...jobs].map(({ id }) => id);
  };
  const asked = () => connected.server.requests.map(({ path, query }) => [path, query]);

  it('has a root that is known without a request, and domains with their jobs', async () => {
    const { root } = connected.customerProfiles;
    assert.deepEqual(
      [root.id, root.icon, root.label, root.emptyText],
      ['customerProfiles', 'cloud', 'Customer Profiles', 'No domains in eu-west-1'],
    );
    assert.equal(connected.server.requests.length, 0);
    const { branches } = await readWhole(root);
    assert.deepEqual(
      branches.map(({ id, label, icon, hasMixedTargets, facts = [] }) => [
        id,
        label,
        icon,
        hasMixedTargets,
        facts.length,
      ]),
      domains.map(({ name }) => [`domains/${name}`, name, 'database', true, 2]),
    );
    const { region, service, accessKeyId } = found(connected.server.requests[0]);
    assert.deepEqual([region, service, accessKeyId], ['eu-west-1', 'profile', 'SAMPLEKEY1']);
  });

  it('reads all domains and all jobs of one, page by page', async () => {
    connected.server.maxPageSize = 1;
    const list = await domain('amazon-connect-example-support');
    assert.equal(connected.server.requests.length, 2);
    connected.server.maxPageSize = undefined;
    connected.choices.size = 20;
    const { jobs } = await readWhole(list);
    assert.deepEqual(
      jobs.map(({ id }) => id),
      idsIn('amazon-connect-example-support'),
    );
    assert.ok(jobs.length > 60);
    assert.ok(
      asked()
        .slice(2)
        .every(([, query]) => (query as { 'max-results': string })['max-results'] === '20'),
    );
  });

  it('follows each response’s token, even after empty pages', async () => {
    const list = await domain();
    const pages = [
      { Items: [{ JobId: 'a' }], NextToken: 'token/1=' },
      { Items: [], NextToken: 't 2' },
      { Items: null },
    ];
    const replies = pages.values();
    connected.server.answer(isOperation('ListUploadJobs'), () => ({
      status: 200,
      headers: {},
      body: JSON.stringify(replies.next().value),
    }));
    assert.deepEqual(
      (await readWhole(list)).jobs.map(({ id }) => id),
      ['a'],
    );
    const path = '/domains/marketing/upload-jobs';
    assert.deepEqual(asked().slice(1), [
      [path, { 'max-results': '50' }],
      [path, { 'max-results': '50', 'next-token': 'token/1=' }],
      [path, { 'max-results': '50', 'next-token': 't 2' }],
    ]);
  });

  it('reads at most 100 domains and 500 jobs at a time', async () => {
    const { root } = connected.customerProfiles;
    const context = { ...backgroundPurpose, signal: never };
    await root.readPage(undefined, context, Infinity);
    await (await domain()).readPage(undefined, context, Infinity);
    assert.deepEqual(
      [asked()[0], asked().at(-1)],
      [
        ['/domains', { 'max-results': '100' }],
        ['/domains/marketing/upload-jobs', { 'max-results': '500' }],
      ],
    );
  });

  it('requests one job with the counts and the mapping that no list has', async () => {
    const { jobs } = await firstPage(await domain());
    const finished = found(jobs.find(({ phase }) => phase === 'succeeded'));
    assert.deepEqual([finished.complete, finished.counts], [false, []]);
    const job = await getJob(connected.customerProfiles, finished);
    assert.deepEqual(
      [job.complete, job.counts.map(({ id }) => id), job.facts.some(({ section }) => section === 'mapping')],
      [true, ['created', 'updated', 'failed'], true],
    );
  });

  describe('refreshing jobs', () => {
    it('takes a request for each job', async () => {
      const [first = '', second = ''] = idsIn('marketing');
      const jobs = await lookAt(connected.customerProfiles, [ref(first), ref(second)]);
      assert.deepEqual(
        jobs.map(({ id, complete }) => [id, complete]),
        [
          [first, true],
          [second, true],
        ],
      );
      assert.deepEqual(
        asked().map(([path]) => path),
        [first, second].map((id) => `/domains/marketing/upload-jobs/${id}`),
      );
    });

    it('requests a list for the jobs that get no request of their own', async () => {
      const ids = idsIn('marketing');
      const wanted = ids.slice(0, 2).map((id) => ({ ...ref(id), fromListOnly: true }));
      const jobs = await lookAt(connected.customerProfiles, wanted);
      assert.deepEqual(
        jobs.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(asked(), [['/domains/marketing/upload-jobs', { 'max-results': '500' }]]);
    });

    it('reports a job as deleted only if its list lacks it, too', async () => {
      const [denied = ''] = idsIn('marketing');
      connected.server.answer(({ path }) => path.endsWith(denied), notFound);
      const deleted: string[] = [];
      const found: string[] = [];
      await connected.customerProfiles.refresh(
        [ref(denied), ref('none'), ref('none', 'no-domain')],
        { ...backgroundPurpose, signal: never },
        {
          onFound: ({ jobs }) => found.push(...jobs.map(({ id }) => id)),
          onDeleted: (refs) => deleted.push(...refs.map(({ id, scope = '' }) => `${scope}/${id}`)),
        },
      );
      assert.deepEqual(deleted, ['marketing/none', 'no-domain/none']);
      assert.ok(found.includes(denied));
    });

    it('continues after a job that fails, and resumes after it', async () => {
      const [first = '', second = ''] = idsIn('marketing');
      connected.server.answer(({ path }) => path.endsWith(first), refusal(500, 'InternalServerException'));
      process.env.AWS_MAX_ATTEMPTS = '1';
      try {
        const { kind } = await failureOfRead(lookAt(connected.customerProfiles, [ref(first), ref(second)]));
        assert.equal(kind, 'server');
      } finally {
        delete process.env.AWS_MAX_ATTEMPTS;
      }
      assert.ok(asked().some(([path]) => path === `/domains/marketing/upload-jobs/${second}`));
    });
  });

  describe('fails', () => {
    const failure = async (answer: ReturnType<typeof refusal>) => {
      process.env.AWS_MAX_ATTEMPTS = '1';
      try {
        connected.server.answer(() => true, answer);
        return await failureOfRead(getJob(connected.customerProfiles, ref('job')));
      } finally {
        delete process.env.AWS_MAX_ATTEMPTS;
      }
    };

    for (const [status, type, kind] of [
      [400, 'BadRequestException', 'badRequest'],
      [403, 'AccessDeniedException', 'denied'],
      [429, 'ThrottlingException', 'throttled'],
      [400, 'ThrottlingException', 'throttled'],
      [500, 'InternalServerException', 'server'],
    ] as const) {
      it(`as ${kind} for ${type} at ${status}, with AWS's words and the request ID`, async () => {
        const failed = await failure(refusal(status, type));
        assert.deepEqual([failed.kind, failed.detail, failed.requestId], [kind, 'Words of AWS', 'request-1']);
      });
    }

    it('as not found, naming the permission that may be missing instead', async () => {
      const failed = await failure(notFound);
      assert.deepEqual(failed, {
        kind: 'notFound',
        operation: 'GetUploadJob',
        httpStatus: 404,
        requestId: 'request-1',
        detail: 'Words of AWS',
        action: 'profile:GetUploadJob',
        resource: 'domains/marketing',
      });
      assert.deepEqual(
        [explain(failed).label, explain(failed).sentence, explain(failed).next],
        [
          'Not found or denied',
          'This item no longer exists in AWS, or access is denied: profile:GetUploadJob',
          'Refresh the list or copy the IAM policy',
        ],
      );
    });
  });

  it('logs a line for each request, without names, mappings or other response data', async () => {
    await readWhole(await domain());
    const [id = ''] = idsIn('marketing');
    await getJob(connected.customerProfiles, ref(id));
    const lines = connected.choices.lines.join('\n');
    assert.match(lines, /^profile:GetUploadJob answered in \d+ ms, request [0-9a-f-]{36}$/m);
    assert.doesNotMatch(lines, /marketing|loyalty|_profile|member_number/);
  });

  it('never requests the path of an upload, which comes with a key', async () => {
    const { jobs } = await readWhole(await domain());
    await lookAt(connected.customerProfiles, jobs.slice(0, 3));
    for (const job of jobs.slice(0, 3)) await getJob(connected.customerProfiles, job);
    assert.ok(connected.server.requests.length > 6);
    assert.ok(connected.server.requests.every(({ path, method }) => method === 'GET' && !path.endsWith('/path')));
  });
});
