import assert from 'node:assert/strict';
import type { Branch } from '../../../src/core/jobs/source';
import { expiryOf } from '../../../src/core/text/presignedUrl';
import { backgroundPurpose } from '../../../src/core/base/request';
import { addressListIn, mailManagerError, uploadSecret, type AddressListJob } from '../../support/addressLists';
import { isOperation } from '../../support/operations';
import { SampleClient } from '../sample/sampleClient';
import {
  branchIn,
  clicked,
  Connected,
  failureOfRead,
  firstPage,
  found,
  getJob,
  lookAt,
  never,
  readWhole,
  servicesOf,
  work,
} from '../aws/connected';

describe('the source of Mail Manager', () => {
  let connected: Connected;
  let account: SampleClient;
  let root: Branch;

  beforeEach(async () => {
    connected = await Connected.start();
    account = new SampleClient(connected.server.account.transport);
    ({ root } = connected.mailManager);
  });

  afterEach(async () => {
    await connected.close();
  });

  const json = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) });
  /** The operation and body of each request. */
  const asked = () => connected.server.requests.map(({ target, body }) => `${target?.split('.')[1] ?? '?'} ${body}`);
  const listOf = (id: string) => `ListAddressListImportJobs {"AddressListId":"${id}","PageSize":50}`;
  const get = (id: string) => `GetAddressListImportJob {"JobId":"${id}"}`;
  const refOf = (scope: string, id: string) => ({ service: 'mailManager', scope, id });

  /** Returns the id of an address list and its jobs, read without the product's code. */
  async function jobsIn(name: string): Promise<{ readonly id: string; readonly jobs: readonly AddressListJob[] }> {
    const list = found((await account.addressLists()).find(({ AddressListName }) => AddressListName === name));
    return { id: list.AddressListId, jobs: await account.addressListJobs(list.AddressListId) };
  }

  it('lists the address lists with what is known of them', async () => {
    const { branches } = await readWhole(root);
    assert.deepEqual(
      branches.map(({ label, icon }) => [label, icon]),
      ['blocked-senders', 'executives', 'partner-domains', 'press'].map((name) => [name, 'list-unordered']),
    );
    const [list] = await account.addressLists();
    assert.deepEqual(branches[0]?.facts, [
      { label: 'Address list ID', value: list?.AddressListId },
      { label: 'ARN', value: list?.AddressListArn },
      { label: 'Created', time: Math.round((list?.CreatedTimestamp ?? 0) * 1000) },
      { label: 'Last updated', time: Math.round((list?.LastUpdatedTimestamp ?? 0) * 1000) },
    ]);
    assert.deepEqual(asked(), ['ListAddressLists {"PageSize":50}']);
    assert.deepEqual([root.icon, root.id, root.emptyText], ['cloud', 'mailManager', 'No address lists in eu-west-1']);
    assert.equal(root.label, 'SES Mail Manager');
  });

  it('shows an address list without a name by its id, and leaves out one without an id', async () => {
    connected.answer({ AddressLists: [{ AddressListId: 'al-1', AddressListName: '' }, { AddressListName: 'No id' }] });
    const { branches } = await firstPage(root);
    assert.deepEqual(
      branches.map(({ id, label, facts }) => [id, label, facts]),
      [['al-1', 'al-1', [{ label: 'Address list ID', value: 'al-1' }]]],
    );
  });

  it('reads every list to its end, page by page, past an empty one', async () => {
    connected.choices.size = 4;
    connected.server.maxPageSize = 3;
    for (const list of (await readWhole(root)).branches) {
      const { jobs } = await jobsIn(list.label);
      assert.deepEqual(
        (await readWhole(list)).jobs.map(({ id, scope, createdAt }) => [id, scope, createdAt]),
        jobs.map(({ JobId, AddressListId, CreatedTimestamp }) => [
          JobId,
          AddressListId,
          Math.round(CreatedTimestamp * 1000),
        ]),
      );
    }
    const { requests } = connected.server;
    for (const { method, path, query, body, status, region, service, accessKeyId } of requests) {
      assert.deepEqual([method, path, query, status], ['POST', '/', {}, 200]);
      assert.deepEqual([region, service, accessKeyId], ['eu-west-1', 'ses', 'SAMPLEKEY1']);
      assert.equal((JSON.parse(body) as { PageSize: number }).PageSize, 4);
    }
    const lists = requests.filter(({ target }) => target?.endsWith('.ListAddressLists') === true);
    assert.equal(lists.length, 2);
  });

  it('follows each response’s token, even after empty pages, and sends none for the first page', async () => {
    const pages = [
      { AddressLists: [{ AddressListId: 'a' }], NextToken: 'token/1=' },
      { AddressLists: [], NextToken: 'token 2' },
      { AddressLists: [{ AddressListId: 'b' }], NextToken: null },
    ];
    const replies = pages.values();
    connected.server.answer(
      () => true,
      () => json(replies.next().value),
    );
    const folder = await readWhole(root);
    assert.deepEqual(
      folder.branches.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.deepEqual(
      connected.server.requests.map(({ body }) => JSON.parse(body) as unknown),
      [{ PageSize: 50 }, { PageSize: 50, NextToken: 'token/1=' }, { PageSize: 50, NextToken: 'token 2' }],
    );
  });

  it('requests as many items as currently wanted, at most 50', async () => {
    for (const [size, requested] of [
      [7, 7],
      [100, 50],
    ] as const) {
      connected.choices.size = size;
      const list = await branchIn(root, 'blocked-senders');
      await firstPage(list);
      assert.deepEqual(asked().slice(-2), [
        `ListAddressLists {"PageSize":${requested}}`,
        `ListAddressListImportJobs {"AddressListId":"${list.id}","PageSize":${requested}}`,
      ]);
    }
  });

  it('requests one job, which has the same fields as in its list', async () => {
    const list = await branchIn(root, 'blocked-senders');
    const listed = found((await firstPage(list)).jobs[0]);
    const { requestId, ...job } = await getJob(connected.mailManager, listed);
    assert.equal(asked().at(-1), get(listed.id));
    assert.deepEqual({ ...job, requestId: listed.requestId }, listed);
    assert.notEqual(requestId, listed.requestId);
    assert.equal(job.target, 'Address list blocked-senders');
  });

  it('knows until when a file can be uploaded, and nothing else of the link', async () => {
    for (const name of ['blocked-senders', 'partner-domains']) {
      const list = await branchIn(root, name);
      const sent = (await jobsIn(name)).jobs.filter(({ Status }) => Status === 'CREATED');
      const jobs = (await readWhole(list)).jobs;
      assert.ok(sent.length > 0);
      for (const { JobId, PreSignedUrl } of sent) {
        const until = found(expiryOf(PreSignedUrl));
        assert.deepEqual(jobs.find(({ id }) => id === JobId)?.awaitsUpload, { until });
      }
      assert.doesNotMatch(JSON.stringify(jobs), uploadSecret);
    }
  });

  describe('refreshing jobs', () => {
    it('takes one request for each address list, and includes new jobs', async () => {
      const [blocked, executives] = [await jobsIn('blocked-senders'), await jobsIn('executives')];
      const seen = await lookAt(connected.mailManager, [
        ...blocked.jobs.slice(0, 10).map(({ JobId }) => refOf(blocked.id, JobId)),
        ...executives.jobs.slice(0, 2).map(({ JobId }) => refOf(executives.id, JobId)),
        ...blocked.jobs.slice(10, 15).map(({ JobId }) => refOf(blocked.id, JobId)),
      ]);
      assert.deepEqual(
        seen.map(({ id }) => id),
        [...blocked.jobs.slice(0, 50), ...executives.jobs].map(({ JobId }) => JobId),
      );
      assert.deepEqual(asked(), [listOf(blocked.id), listOf(executives.id)]);
    });

    it('takes a further request for each job not on the page, and leaves out deleted ones', async () => {
      const { id, jobs } = await jobsIn('blocked-senders');
      connected.server.maxPageSize = 5;
      const [near = '', far = ''] = [jobs[2]?.JobId, jobs[30]?.JobId];
      const deleted: string[] = [];
      const seen: string[] = [];
      await connected.mailManager.refresh(
        [refOf(id, far), refOf(id, 'gone'), refOf(id, near)],
        { ...backgroundPurpose, signal: never },
        {
          onFound: (page) => seen.push(...page.jobs.map((job) => job.id)),
          onDeleted: (refs) => deleted.push(...refs.map((ref) => ref.id)),
        },
      );
      assert.deepEqual(seen, [...jobs.slice(0, 5).map(({ JobId }) => JobId), far]);
      assert.deepEqual(deleted, ['gone']);
      assert.deepEqual(asked(), [listOf(id), get(far), get('gone')]);
    });

    it('leaves out the jobs of a deleted address list, and continues with the others', async () => {
      const { id, jobs } = await jobsIn('executives');
      const deleted: string[] = [];
      await connected.mailManager.refresh(
        [refOf('gone', 'a'), refOf('gone', 'b'), refOf(id, jobs[0]?.JobId ?? '')],
        { ...backgroundPurpose, signal: never },
        { onFound: () => undefined, onDeleted: (refs) => deleted.push(...refs.map((ref) => ref.id)) },
      );
      assert.deepEqual(deleted, ['a', 'b']);
      assert.deepEqual(asked(), [listOf('gone'), listOf(id)]);
    });

    it('fails for an address list without access after refreshing the others', async () => {
      const { id, jobs } = await jobsIn('executives');
      connected.server.answer(
        (request) => addressListIn(request) === 'secret',
        mailManagerError('AccessDeniedException'),
      );
      const seen: string[] = [];
      const look = connected.mailManager.refresh(
        [refOf('secret', 'a'), refOf(id, jobs[0]?.JobId ?? '')],
        { ...backgroundPurpose, signal: never },
        { onFound: (page) => seen.push(...page.jobs.map((job) => job.id)), onDeleted: () => assert.fail() },
      );
      const failure = await failureOfRead(look);
      assert.deepEqual(failure.kind === 'denied' && [failure.action, failure.resource], [
        'ses:ListAddressListImportJobs',
        'mailmanager-address-list/secret',
      ]);
      assert.equal(seen.length, jobs.length);
    });
  });

  it('is throttled by the name of an error, though its status is 400, and behind a rate limiter of its own', async () => {
    connected.server.answer(isOperation('ListAddressLists'), mailManagerError('ThrottlingException'));
    assert.equal((await failureOfRead(firstPage(root))).kind, 'throttled');
    const lines = connected.choices.lines.filter((line) => line.includes(': throttled: '));
    assert.deepEqual(
      lines.map((line) => line.split(':')[0]),
      ['Mail Manager eu-west-1 work'],
    );
  });

  it('says that a list was deleted, and which permission is missing', async () => {
    const list = await branchIn(root, 'press');
    connected.server.answer(isOperation('ListAddressListImportJobs'), mailManagerError('ResourceNotFoundException'));
    assert.equal((await failureOfRead(firstPage(list))).kind, 'notFound');
    connected.server.answer(() => true, mailManagerError('AccessDeniedException'));
    const failure = await failureOfRead(firstPage(root));
    assert.deepEqual(failure.kind === 'denied' && [failure.action, failure.resource], [
      'ses:ListAddressLists',
      undefined,
    ]);
  });

  it('sends nothing to a region without Amazon SES', async () => {
    await connected.files.write({
      config: '[profile work]\n',
      credentials: '[work]\naws_access_key_id = SAMPLEKEY1\naws_secret_access_key = not-a-secret\n',
    });
    const { mailManager } = servicesOf({ ...work, region: 'mx-central-1' }, connected.choices);
    const failure = await failureOfRead(mailManager.root.readPage(undefined, clicked));
    assert.deepEqual(failure, {
      kind: 'notInRegion',
      service: 'SES Mail Manager',
      region: 'mx-central-1',
      operation: 'ListAddressLists',
    });
  });

  it('logs a line for each request, without response data', async () => {
    const list = await branchIn(root, 'blocked-senders');
    await firstPage(list);
    await failureOfRead(getJob(connected.mailManager, refOf(list.id, 'nothing')));
    const { lines } = connected.choices;
    assert.match(lines[0] ?? '', /^ses:ListAddressLists answered in \d+ ms, request [0-9a-f-]{36}$/);
    assert.match(lines[1] ?? '', /^ses:ListAddressListImportJobs answered in \d+ ms, request [0-9a-f-]{36}$/);
    assert.match(lines[2] ?? '', /^ses:GetAddressListImportJob failed \(notFound\) in \d+ ms, request [0-9a-f-]{36}$/);
    assert.equal(lines.length, 3);
  });
});
