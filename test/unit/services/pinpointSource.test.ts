import type { ImportJobResource } from '@aws-sdk/client-pinpoint';
import assert from 'node:assert/strict';
import { keyOf } from '../../../src/core/jobs/job';
import { isBranch, type Branch } from '../../../src/core/jobs/source';
import { SampleClient, type PinpointJobJson, type SegmentJson } from '../sample/sampleClient';
import {
  clicked,
  branchIn,
  Connected,
  failureOfRead,
  firstPage,
  found,
  lookAt,
  never,
  readWhole,
} from '../aws/connected';
import { mapJob } from '../../../src/services/pinpoint/mapJob';
import { backgroundPurpose } from '../../../src/core/base/request';

describe('the source of Pinpoint', () => {
  let connected: Connected;
  let account: SampleClient;
  let root: Branch;

  beforeEach(async () => {
    connected = await Connected.start();
    account = new SampleClient(connected.server.account.transport);
    ({ root } = connected.pinpoint);
  });

  afterEach(async () => {
    await connected.close();
  });

  const json = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) });
  const segmentJobs = /^\/v1\/apps\/([^/]+)\/segments\/([^/]+)\/jobs\/import$/;

  it('lists the applications, each with a list of all its jobs that is known without a request', async () => {
    const { branches } = await readWhole(root);
    assert.deepEqual(
      branches.map(({ label, icon }) => [label, icon]),
      [
        ['Loyalty', 'project'],
        ['Newsletter', 'project'],
        ['Field trials', 'project'],
      ],
    );
    for (const [index, { id, fixed }] of branches.entries()) {
      assert.equal(id, connected.server.account.applications[index]?.id);
      assert.deepEqual(
        fixed?.map(({ icon, label }) => [icon, label]),
        [['inbox', 'All import jobs']],
      );
    }
    assert.deepEqual(connected.asked, ['GET /v1/apps {"page-size":"50"}']);
    assert.deepEqual([root.icon, root.id, root.emptyText], ['cloud', 'pinpoint', 'No applications in eu-west-1']);
  });

  it('reads every list to its end, page by page', async () => {
    connected.choices.size = 2;
    const { branches: applications } = await readWhole(root);
    assert.equal(connected.server.requests.length, 2);
    for (const application of applications) {
      const path = `/v1/apps/${application.id}`;
      const jobs = (await account.pinpointPages<PinpointJobJson>(`${path}/jobs/import`)).flat();
      const segments = (await account.pinpointPages<SegmentJson>(`${path}/segments`)).flat();
      assert.deepEqual(
        (await readWhole(found(application.fixed?.[0]))).jobs.map(({ id }) => id).sort(),
        jobs.map(({ Id }) => Id).sort(),
      );
      const read = (await readWhole(application)).branches.filter(({ icon }) => icon === 'organization');
      const imported = segments.filter(({ SegmentType }) => SegmentType === 'IMPORT');
      assert.deepEqual(
        read.map(({ id }) => id),
        imported.map(({ Id }) => `${application.id}/segments/${Id}`),
      );
      for (const [index, segment] of read.entries()) {
        const ofSegment = jobs.filter(({ Definition }) => Definition.SegmentId === imported[index]?.Id);
        assert.deepEqual(
          (await readWhole(segment)).jobs.map(({ id }) => id).sort(),
          ofSegment.map(({ Id }) => Id).sort(),
        );
      }
    }
    const { requests } = connected.server;
    for (const { method, query, body, status, region, service, accessKeyId } of requests) {
      assert.deepEqual([method, query['page-size'], body, status], ['GET', '2', '', 200]);
      assert.deepEqual([region, service, accessKeyId], ['eu-west-1', 'mobiletargeting', 'SAMPLEKEY1']);
      assert.ok(Object.keys(query).every((name) => ['page-size', 'token'].includes(name)));
    }
    for (const list of [/^\/v1\/apps$/, /\/segments$/, segmentJobs, /^\/v1\/apps\/[^/]+\/jobs\/import$/]) {
      assert.ok(
        requests.some(({ path, query }) => list.test(path) && query.token !== undefined),
        `${String(list)} had one page`,
      );
    }
  });

  it('follows each response’s token, even after empty pages, and sends none for the first page', async () => {
    const pages = [
      { Item: [{ Id: 'a' }], NextToken: 'token/1=&' },
      { Item: [], NextToken: 'token 2' },
      { NextToken: 'token 3' },
      { Item: [{ Id: 'b' }], NextToken: null },
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
    const tokens = connected.server.requests.map(({ query }) => query);
    const size = { 'page-size': '50' };
    assert.deepEqual(tokens, [
      size,
      { ...size, token: 'token/1=&' },
      { ...size, token: 'token 2' },
      { ...size, token: 'token 3' },
    ]);
  });

  it('requests as many items as currently wanted', async () => {
    for (const size of [1, 100]) {
      connected.choices.size = size;
      await firstPage(root);
      assert.deepEqual(connected.server.requests.at(-1)?.query, { 'page-size': String(size) });
    }
  });

  it('shows imported segments or all of them, by the current setting', async () => {
    const application = await branchIn(root, 'Loyalty');
    const kinds = async () => {
      const { branches } = await readWhole(application);
      return new Set(
        branches
          .filter(({ icon }) => icon === 'organization')
          .map(({ description = '' }) => description.replace(/[\d,]+/, 'N')),
      );
    };
    assert.deepEqual(await kinds(), new Set(['N endpoints']));
    connected.choices.shown = 'all';
    assert.deepEqual(await kinds(), new Set(['N endpoints', 'dynamic segment']));
  });

  it('describes applications and segments, even those without a name', async () => {
    connected.choices.shown = 'all';
    const arn = 'arn:aws:mobiletargeting:eu-west-1:123456789012:apps/app-1';
    const application = { Id: 'app-1', Name: 'Loyalty', Arn: arn, CreationDate: '2026-01-02T03:04:05Z' };
    connected.server.answer(
      ({ path }) => path === '/v1/apps',
      json({ Item: [application, { Id: 'app-2' }, { Id: '' }, { Name: 'No id' }] }),
    );
    const ImportDefinition = {
      ...{
        Size: 9000,
        S3Url: 's3://bucket/vip/',
        Format: 'CSV',
        RoleArn: 'arn:aws:iam::123456789012:role/import',
        ExternalId: '123',
      },
      ChannelCounts: { EMAIL: 8000, SMS: 1000 },
    };
    const segments = [
      {
        Id: 'segment-1',
        Name: 'VIP',
        Arn: `${arn}/segments/segment-1`,
        CreationDate: '2026-01-03',
        SegmentType: 'IMPORT',
        ImportDefinition,
      },
      { Id: 'segment-2', SegmentType: 'DIMENSIONAL' },
      { Id: 'segment-3', Name: '', SegmentType: 'NEW_KIND' },
      { Id: 'segment-4', Name: 'Boss', SegmentType: 'IMPORT', ImportDefinition: { Size: 1 } },
      { Name: 'No id', SegmentType: 'IMPORT' },
    ];
    connected.server.answer(({ path }) => path.endsWith('/segments'), json({ Item: segments }));
    const [first, second, ...others] = (await firstPage(root)).branches;
    assert.deepEqual(
      [second?.label, second?.facts, others],
      ['app-2', [{ label: 'Application ID', value: 'app-2' }], []],
    );
    assert.deepEqual(first?.facts, [
      { label: 'Application ID', value: 'app-1' },
      { label: 'ARN', value: arn },
      { label: 'Created', time: Date.UTC(2026, 0, 2, 3, 4, 5) },
    ]);
    const read = (await firstPage(first)).branches;
    assert.deepEqual(
      read.map(({ id, label, description }) => [id, label, description]),
      [
        ['app-1/segments/segment-1', 'VIP', '9,000 endpoints'],
        ['app-1/segments/segment-2', 'Unnamed segment', 'dynamic segment'],
        ['app-1/segments/segment-3', 'Unnamed segment', undefined],
        ['app-1/segments/segment-4', 'Boss', '1 endpoint'],
      ],
    );
    assert.deepEqual(read[0]?.facts, [
      { label: 'Type', value: 'imported segment' },
      { label: 'Segment ID', value: 'segment-1' },
      { label: 'ARN', value: `${arn}/segments/segment-1` },
      { label: 'Created', time: Date.UTC(2026, 0, 3) },
      { label: 'Source', value: 's3://bucket/vip/' },
      { label: 'Format', value: 'CSV' },
      { label: 'IAM role', value: 'arn:aws:iam::123456789012:role/import' },
      { label: 'External ID (deprecated)', value: '123' },
      { label: 'Channels', value: 'EMAIL 8,000, SMS 1,000' },
    ]);
  });

  it('requests the content of an application and a segment by their ids, encoded', async () => {
    connected.server.answer(({ path }) => path === '/v1/apps', json({ Item: [{ Id: 'a/b' }] }));
    connected.server.answer(
      ({ path }) => path.endsWith('/segments'),
      json({ Item: [{ Id: 'ü?', SegmentType: 'IMPORT' }] }),
    );
    connected.server.answer(({ path }) => path.endsWith('/jobs/import'), json({ Item: [] }));
    const application = found((await firstPage(root)).branches[0]);
    await firstPage(found((await firstPage(application)).branches[0]));
    await firstPage(found(application.fixed?.[0]));
    assert.deepEqual(
      connected.asked.map((line) => line.split(' ')[1]),
      [
        '/v1/apps',
        '/v1/apps/a%2Fb/segments',
        '/v1/apps/a%2Fb/segments/%C3%BC%3F/jobs/import',
        '/v1/apps/a%2Fb/jobs/import',
      ],
    );
  });

  describe('refreshing jobs', () => {
    const list = (application: string) => `GET /v1/apps/${application}/jobs/import {"page-size":"100"}`;
    const get = (application: string, id: string) => `GET /v1/apps/${application}/jobs/import/${id} {}`;
    const refOf = (scope: string, id: string) => ({ service: 'pinpoint', scope, id });

    /** An application and its newest jobs. */
    async function jobsIn(name: string) {
      const application = found(connected.server.account.applications.find((one) => one.name === name)).id;
      const pages = await account.pinpointPages<PinpointJobJson>(`/v1/apps/${application}/jobs/import`, {
        'page-size': '100',
      });
      return { application, ids: (pages[0] ?? []).map(({ Id }) => Id) };
    }

    it('takes one request for each application, and includes new jobs', async () => {
      const [loyalty, newsletter] = [await jobsIn('Loyalty'), await jobsIn('Newsletter')];
      const refs = [
        ...loyalty.ids.slice(0, 10).map((id) => refOf(loyalty.application, id)),
        ...newsletter.ids.slice(0, 10).map((id) => refOf(newsletter.application, id)),
        ...loyalty.ids.slice(10, 15).map((id) => refOf(loyalty.application, id)),
      ];
      const seen = await lookAt(connected.pinpoint, refs);
      const expected = [loyalty, newsletter].flatMap(({ application, ids }) =>
        ids.map((id) => keyOf(refOf(application, id))),
      );
      assert.deepEqual(
        seen.map(({ key }) => key),
        expected,
      );
      assert.deepEqual(connected.asked, [list(loyalty.application), list(newsletter.application)]);
    });

    it('takes a further request for each job not on the page, and leaves out deleted ones', async () => {
      const { application, ids } = await jobsIn('Loyalty');
      connected.server.maxPageSize = 5;
      const [near = '', far = ''] = [ids[2], ids[12]];
      const seen = await lookAt(connected.pinpoint, [
        refOf(application, far),
        refOf(application, 'gone'),
        refOf(application, near),
      ]);
      assert.deepEqual(
        seen.map(({ id }) => id),
        [...ids.slice(0, 5), far],
      );
      assert.deepEqual(connected.asked, [list(application), get(application, far), get(application, 'gone')]);
    });

    it('leaves out the jobs of a deleted application, and continues with the others', async () => {
      const { application, ids } = await jobsIn('Newsletter');
      const seen = await lookAt(connected.pinpoint, [
        refOf('gone', 'a'),
        refOf('gone', 'b'),
        refOf(application, ids[0] ?? ''),
      ]);
      assert.deepEqual(
        seen.map(({ id }) => id),
        ids,
      );
      assert.deepEqual(connected.asked, [list('gone'), list(application)]);
    });

    it('fails for an application without access after refreshing the others', async () => {
      const { application, ids } = await jobsIn('Newsletter');
      connected.server.answer(({ path }) => path.startsWith('/v1/apps/secret/'), {
        status: 403,
        headers: { 'x-amzn-errortype': 'ForbiddenException' },
        body: '{"Message":"No"}',
      });
      const seen: string[] = [];
      const look = connected.pinpoint.refresh(
        [refOf('secret', 'a'), refOf(application, ids[0] ?? '')],
        { ...backgroundPurpose, signal: never },
        {
          onFound: (found) => seen.push(...found.jobs.map(({ id }) => id)),
          onDeleted: () => assert.fail(),
        },
      );
      assert.equal((await failureOfRead(look)).kind, 'denied');
      assert.deepEqual(seen, ids);
    });

    it('resumes the single requests of each application separately when the service is slow', async () => {
      const broken = {
        status: 500,
        headers: { 'x-amzn-errortype': 'InternalServerErrorException' },
        body: '{"Message":"No"}',
      };
      connected.server.answer(({ path }) => /\/(one|two)\/jobs\/import\/[abcd]$/.test(path), broken);
      connected.server.answer(({ path }) => path.endsWith('/jobs/import'), json({ Item: [] }));
      const refs = ['one', 'two', 'three'].flatMap((scope) => ['a', 'b', 'c', 'd', 'e'].map((id) => refOf(scope, id)));
      const asked = async () => {
        const { length } = connected.asked;
        assert.equal((await failureOfRead(lookAt(connected.pinpoint, refs))).kind, 'server');
        const paths = connected.asked
          .slice(length)
          .map((line) => /apps\/(\w+)\/jobs\/import\/(\w)/.exec(line)?.slice(1).join(' ') ?? '');
        return paths.filter((path) => path !== '' && !path.startsWith('three'));
      };
      assert.deepEqual(await asked(), ['one a', 'one b', 'one c', 'two a', 'two b', 'two c']);
      assert.deepEqual(await asked(), [
        'one d',
        'one e',
        'one a',
        'one b',
        'one c',
        'two d',
        'two e',
        'two a',
        'two b',
        'two c',
      ]);
      assert.equal(connected.asked.filter((line) => line.includes('/three/jobs/import/')).length, 10);
    });

    it('fails as a whole for any other failure', async () => {
      connected.server.reset(() => true);
      const { kind, operation } = await failureOfRead(lookAt(connected.pinpoint, [refOf('app', 'a')]));
      assert.deepEqual([kind, operation], ['network', 'GetImportJobs']);
    });
  });

  it('names the lists of a job by their ids in the tree', async () => {
    const application = await branchIn(root, 'Loyalty');
    const all = found(application.fixed?.[0]);
    const segment = found((await readWhole(application)).branches.find(({ icon }) => icon === 'organization'));
    const job = found((await readWhole(segment)).jobs[0]);
    assert.deepEqual(job.listIds, [all.id, segment.id]);
    for (const definition of [{ RegisterEndpoints: true }, { DefineSegment: true, SegmentName: 'Not made yet' }]) {
      assert.deepEqual(
        mapJob(
          { Id: 'a', Definition: definition as Partial<ImportJobResource> as ImportJobResource },
          application.id,
          undefined,
        )?.listIds,
        [all.id],
      );
    }
  });

  it('returns branches and jobs separately', async () => {
    const application = await branchIn(root, 'Loyalty');
    const { items } = await found(application.fixed?.[0]).readPage(undefined, clicked);
    assert.ok(items.length > 0 && !items.some(isBranch));
  });
});
