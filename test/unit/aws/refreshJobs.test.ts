import assert from 'node:assert/strict';
import { refreshJobs } from '../../../src/aws/refresh/refreshJobs';
import { RoundRobin } from '../../../src/aws/refresh/roundRobin';
import { failureOf, ServiceError, type ServiceFailure } from '../../../src/core/failures/failure';
import type { ImportJob } from '../../../src/core/jobs/job';
import { aJob } from '../../support/jobs';
import { endOfSupport } from '../../../src/services/pinpoint/description';

describe('refreshJobs', () => {
  /** Requests: pages by token, jobs by id. */
  let asked: string[];
  let all: readonly ImportJob[];
  let pageSize: number;
  let seen: ImportJob[];
  let gone: string[];
  let round: RoundRobin;

  beforeEach(() => {
    asked = [];
    all = Array.from({ length: 10_000 }, (_, place) => aJob(`job-${place}`));
    pageSize = 100;
    round = new RoundRobin();
  });

  const readPage = (token = '0') => {
    asked.push(`page ${token}`);
    const [from, to] = [Number(token), Number(token) + pageSize];
    return Promise.resolve({
      items: all.slice(from, to),
      sentAs: asked.length,
      ...(to < all.length ? { nextToken: String(to) } : {}),
    });
  };
  const getJob = ({ id }: { readonly id: string }) => {
    asked.push(id);
    const job = all.find((each) => each.id === id);
    return job === undefined
      ? Promise.reject(new ServiceError({ kind: 'notFound' }))
      : Promise.resolve({ job, sentAs: asked.length });
  };

  async function refresh(wanted: readonly ImportJob[], reads: Partial<Parameters<typeof refreshJobs>[1]> = {}) {
    seen = [];
    gone = [];
    await refreshJobs(wanted, { readPage, getJob, ...reads }, round, {
      onFound: ({ jobs }) => seen.push(...jobs),
      onDeleted: (refs) => gone.push(...refs.map(({ id }) => id)),
    });
    const pages = asked.filter((what) => what.startsWith('page')).length;
    return { pages, gets: asked.length - pages };
  }

  const at = (from: number, to: number, step = 1) => all.slice(from, to).filter((_, place) => place % step === 0);

  for (const { what, wanted, pages, gets } of [
    { what: 'all on the newest page', wanted: () => at(0, 100), pages: 1, gets: 0 },
    {
      what: 'ten on the newest page and three far below',
      wanted: () => [...at(0, 10), ...at(5000, 5003)],
      pages: 1,
      gets: 3,
    },
    { what: 'nineteen, none of them on the newest page', wanted: () => at(100, 119), pages: 1, gets: 19 },
    { what: 'most of the newest page and two on the next', wanted: () => at(0, 102), pages: 1, gets: 2 },
    { what: 'most of the newest page and three on the next', wanted: () => at(0, 103), pages: 2, gets: 0 },
    { what: 'a thousand in a row', wanted: () => at(0, 1000), pages: 10, gets: 0 },
    { what: 'a hundred, every third', wanted: () => at(0, 300, 3), pages: 3, gets: 0 },
    { what: 'five thousand, every other', wanted: () => at(0, 10_000, 2), pages: 100, gets: 0 },
    {
      what: 'forty on the third page, with some on the first',
      wanted: () => [...at(0, 3), ...at(200, 240)],
      pages: 3,
      gets: 0,
    },
    { what: 'a hundred at the very end', wanted: () => at(9900, 10_000), pages: 5, gets: 100 },
    { what: 'a hundred, one on each page', wanted: () => at(0, 10_000, 100), pages: 4, gets: 96 },
  ]) {
    it(`reads ${pages} pages and requests ${gets} single jobs: ${what}`, async () => {
      assert.deepEqual(await refresh(wanted()), { pages, gets });
      const ids = new Set(seen.map(({ id }) => id));
      assert.ok(
        wanted().every(({ id }) => ids.has(id)),
        'none is left out',
      );
    });
  }

  it('includes the other jobs on the newest page, but not on further pages', async () => {
    await refresh(at(0, 10_000, 2));
    assert.deepEqual(
      seen.map(({ id }) => id),
      [...at(0, 100), ...at(100, 10_000, 2)].map(({ id }) => id),
    );
  });

  it('reports which job was deleted', async () => {
    await refresh([aJob('gone'), ...at(150, 152)]);
    assert.deepEqual(
      seen.slice(100).map(({ id }) => id),
      ['job-150', 'job-151'],
    );
    assert.deepEqual(gone, ['gone']);
    assert.deepEqual(asked, ['page 0', 'gone', 'job-150', 'job-151']);
  });

  it('requests jobs singly when the service rejects its own token, and treats an empty token as none', async () => {
    const { gets } = await refresh(at(0, 103), {
      readPage: (token) =>
        token === undefined ? readPage(token) : Promise.reject(new ServiceError({ kind: 'badRequest' })),
    });
    assert.equal(gets, 3);
    asked = [];
    const empty = await refresh(at(0, 103), { readPage: async () => ({ ...(await readPage()), nextToken: '' }) });
    assert.deepEqual([empty.pages, empty.gets], [1, 3]);
  });

  it('ends when the service repeats a token', async () => {
    const { pages, gets } = await refresh(at(0, 200), {
      readPage: () => readPage('0').then((page) => ({ ...page, nextToken: '0' })),
    });
    assert.deepEqual([pages, gets], [6, 100]);
  });

  it('reports results after each request, with its stamp', async () => {
    const reported: string[] = [];
    await refreshJobs([...at(0, 60), ...at(100, 130), aJob('deleted'), ...at(300, 301)], { readPage, getJob }, round, {
      onFound: ({ jobs, sentAs }) => reported.push(`${asked.length}: ${jobs.length} found, sent as ${sentAs}`),
      onDeleted: ({ length }) => reported.push(`${asked.length}: ${length} deleted`),
    });
    assert.deepEqual(reported, [
      '1: 100 found, sent as 1',
      '2: 30 found, sent as 2',
      '3: 1 deleted',
      '4: 1 found, sent as 4',
    ]);
  });

  const ended: ServiceFailure = { kind: 'serviceEnded', end: endOfSupport };
  const ofOne: readonly ServiceFailure[] = [
    { kind: 'denied' },
    { kind: 'badRequest' },
    { kind: 'malformed' },
    { kind: 'server' },
    { kind: 'unexpected' },
    { kind: 'tooLarge' },
    { kind: 'methodNotAllowed' },
    ended,
  ];
  for (const failure of ofOne) {
    const { kind } = failure;
    it(`requests all other jobs before it fails for one: ${kind}`, async () => {
      const look = refresh(at(98, 103), {
        getJob: (ref) =>
          ref.id === 'job-100' ? Promise.reject(new ServiceError({ ...failure, detail: ref.id })) : getJob(ref),
      });
      await assert.rejects(look, (error) => error instanceof ServiceError && error.failure.kind === kind);
      assert.deepEqual(
        seen.slice(100).map(({ id }) => id),
        ['job-101', 'job-102'],
      );
      assert.deepEqual(gone, []);
    });
  }

  const ofAll: readonly ServiceFailure[] = [
    { kind: 'throttled' },
    { kind: 'credentials', reason: 'other' },
    { kind: 'network', reason: 'reset' },
    { kind: 'setting', reason: 'noRegion' },
    { kind: 'cancelled' },
  ];
  for (const failure of ofAll) {
    it(`stops when all other requests would fail: ${failure.kind}`, async () => {
      let gets = 0;
      const fail = () => {
        gets++;
        return Promise.reject(new ServiceError(failure));
      };
      await assert.rejects(refresh(at(100, 105), { getJob: fail }), ServiceError);
      assert.equal(gets, 1);
      await assert.rejects(
        refresh(at(100, 105), { readPage: () => Promise.reject(new ServiceError(failure)), getJob: fail }),
        ServiceError,
      );
      assert.equal(gets, 1);
    });
  }

  it('stops after three failures in a row, and resumes after them the next time', async () => {
    const isBroken = (id: string) => Number(id.slice(4)) < 107;
    const broken = (ref: { readonly id: string }) => {
      if (!isBroken(ref.id)) {
        return getJob(ref);
      }
      asked.push(ref.id);
      return Promise.reject(new ServiceError({ kind: 'server', detail: ref.id }));
    };
    const look = async (jobs: readonly ImportJob[]) => {
      asked = [];
      const failure = await refresh(jobs, { getJob: broken }).then(() => assert.fail(), failureOf);
      const ids = asked.slice(1);
      assert.equal(failure.detail, ids.find(isBroken), 'the first');
      return ids.map((id) => Number(id.slice(4)));
    };
    const jobs = at(100, 110);
    assert.deepEqual(await look(jobs), [100, 101, 102]);
    // An added job and another order do not disturb the round.
    assert.deepEqual(await look([...jobs.toReversed(), ...at(110, 111)]), [103, 104, 105]);
    assert.deepEqual(await look(jobs), [106, 107, 108, 109, 100, 101, 102]);
    assert.deepEqual(await look(jobs), [103, 104, 105]);
    assert.deepEqual(await look(at(104, 110)), [106, 107, 108, 109, 104, 105]);
  });

  it('sends three requests per poll to a service that never responds', async () => {
    const fail = () => {
      asked.push('in vain');
      return Promise.reject(new ServiceError({ kind: 'server' }));
    };
    await assert.rejects(refresh(at(0, 1000), { readPage: fail, getJob: fail }), ServiceError);
    assert.equal(asked.length, 3);
  });

  for (const failure of [{ kind: 'denied' }, { kind: 'methodNotAllowed' }, ended, { kind: 'server' }] as const) {
    const { kind } = failure;
    it(`requests each job when the list fails, and then reports the list’s failure: ${kind}`, async () => {
      const readNone = () => Promise.reject(new ServiceError({ ...failure, detail: 'list' }));
      const look = refresh([...at(0, 4), aJob('gone')], { readPage: readNone });
      await assert.rejects(look, (error) => error instanceof ServiceError && error.failure.detail === 'list');
      assert.deepEqual([seen.map(({ id }) => id), gone], [['job-0', 'job-1', 'job-2', 'job-3'], ['gone']]);
    });
  }

  it('requests no job of a list that was deleted', async () => {
    await assert.rejects(
      refresh(at(0, 4), { readPage: () => Promise.reject(new ServiceError({ kind: 'notFound' })) }),
      ServiceError,
    );
    assert.deepEqual(asked, []);
  });

  for (const kind of ['throttled', 'denied', 'server', 'cancelled'] as const) {
    it(`fails when a page or a job does: ${kind}`, async () => {
      const fail = () => Promise.reject(new ServiceError({ kind }));
      await assert.rejects(
        refresh(at(0, 103), { readPage: (token) => (token === undefined ? readPage() : fail()) }),
        ServiceError,
      );
      await assert.rejects(refresh(at(0, 102), { getJob: fail }), ServiceError);
    });
  }
});
