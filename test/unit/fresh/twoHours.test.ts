import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { connect } from '../../../src/services/sdk';
import type { HttpAnswer, HttpRequest, Transport } from '../../../src/core/base/http';
import { mayChange } from '../../../src/core/jobs/job';
import { FinishedJobs } from '../../../src/core/notifications/finishedJobs';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { application, type Made } from '../../support/manyJobs';
import { idsOf, Watching } from '../../support/watching';
import { userPurpose } from '../../../src/core/base/request';

const second = 1_000;
const minute = 60 * second;

/** Maximum number of timers of the rate limiters: one for the limit and one for a backoff of each service. */
const timersOfLimiters = 4;

/** Returns numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const refused = (status: number, type: string): HttpAnswer => ({
  status,
  headers: { 'x-amzn-errortype': type },
  body: '{"message":"No"}',
});

const faults: readonly (() => HttpAnswer)[] = [
  () => refused(429, 'TooManyRequestsException'),
  () => refused(500, 'InternalServerErrorException'),
  () => refused(403, 'AccessDeniedException'),
  () => refused(403, 'ExpiredTokenException'),
  () => refused(400, 'BadRequestException'),
  () => ({ status: 200, headers: {}, body: '<html>a proxy</html>' }),
  () => ({ status: 200, headers: {}, body: '{}' }),
  () => {
    throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  },
  () => {
    throw new TypeError('a mistake');
  },
];

/** An account with random progress, failures and delays, the same for the same seed. */
class Storm {
  readonly watching: Watching;
  readonly finishedJobs: FinishedJobs;
  /** Keys of the jobs announced as finished, and of all jobs seen in progress. */
  readonly told: string[] = [];
  readonly inProgress = new Set<string>();
  isFaulty = true;
  mostTimers = 0;
  /** Times of requests to SES, in milliseconds since the epoch by a clock that is never set. */
  readonly sesAskedAt: number[] = [];
  /** Requests without a response yet. */
  underWay = 0;
  /** How far the clock was set forward, in milliseconds. */
  #leapt = 0;
  readonly #random: () => number;

  constructor(seed: number, isHeldBack = false) {
    const random = randomOf(seed);
    this.#random = random;
    this.watching = new Watching({
      ses: 60,
      pinpoint: 60,
      segments: 3,
      running: 8,
      random,
      isHeldBack,
      connect: (options, { transport }) =>
        connect({ id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' }, options, (request, signal) =>
          this.#late(transport, request, signal),
        ),
    });
    const { store, clock, many } = this.watching;
    store.onDidChange(({ added, updated }) => {
      for (const job of [...added, ...updated.map(({ after }) => after)].filter(mayChange)) {
        this.inProgress.add(job.key);
      }
    });
    this.finishedJobs = new FinishedJobs(store, clock);
    this.finishedJobs.onDidFinish((ended) => this.told.push(...ended.map(({ job }) => job.key)));
    many.fault = ({ path }) => {
      if (path.startsWith('/v2/email/')) {
        this.sesAskedAt.push(clock.now() - this.#leapt);
      }
      return this.isFaulty && random() < 0.4 ? faults[Math.floor(random() * faults.length)]?.() : undefined;
    };
  }

  /** Simulates ten seconds. @param isCalm lets jobs finish and no more begin */
  async step(step: number, isCalm: boolean): Promise<void> {
    const { many, clock, account } = this.watching;
    const random = this.#random;
    many.move();
    if (!isCalm && random() < 0.05) {
      many.add(random() < 0.5 ? 'ses' : 'pinpoint', `new-${step}`, clock.now(), Math.floor(random() * 9));
    }
    for (const job of [...many.ses, ...many.pinpoint]) {
      if (job.status === 'PROCESSING' && (isCalm || random() < 0.01)) {
        job.status = random() < 0.2 ? 'FAILED' : 'COMPLETED';
      }
    }
    if (random() < 0.01) {
      // The computer sleeps, or its clock is corrected.
      const leap = (random() < 0.7 ? 1 : -1) * 10 * minute;
      this.#leapt += leap;
      clock.leap(leap);
    }
    this.watching.isWatched = random() < 0.7;
    account.updatePolling();
    if (step % 30 === 0) {
      // The user returns, and has signed in if needed.
      account.refreshStaleLists(this.watching.folders, userPurpose);
      void (account.credentialError && account.reconnect());
    }
    await clock.pass(10 * second);
    this.mostTimers = Math.max(this.mostTimers, clock.pending);
  }

  /** Waits for all responses. */
  async quiet(): Promise<void> {
    do {
      await this.watching.settled();
    } while (this.underWay > 0);
    await this.watching.settled();
  }

  /** Responds with the state at the time of the request, perhaps much later and out of order. */
  async #late(transport: Transport, request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    // Like the network's handler.
    signal?.throwIfAborted();
    const rounds = this.isFaulty && this.#random() < 0.2 ? Math.floor(this.#random() * 100) : 0;
    this.underWay++;
    try {
      return await transport(request, signal);
    } finally {
      for (let round = 0; round < rounds; round++) {
        await setImmediate();
      }
      this.underWay--;
    }
  }
}

describe('Two hours with random faults', () => {
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  let files: OwnAwsFiles;

  before(async () => {
    files = await OwnAwsFiles.make();
    process.on('unhandledRejection', onRejection);
  });

  after(async () => {
    process.off('unhandledRejection', onRejection);
    await files.takeAway();
  });

  const open = ({ watching }: Storm) =>
    Promise.all([
      watching.open('ses', 'Suppression list'),
      watching.open('ses', 'Contact lists'),
      watching.open('pinpoint', 'Many', 'All import jobs'),
      watching.open('pinpoint', 'Many', 'Segment 1'),
    ]);

  for (const { seed, isHeldBack } of [
    { seed: 1 },
    { seed: 2 },
    { seed: 3, isHeldBack: true },
    { seed: 4, isHeldBack: true },
  ]) {
    const how = isHeldBack === true ? 'held back as AWS asks for' : 'as fast as it likes';
    it(`end without missed jobs, leaked timers and unhandled errors (${how}, seed ${seed})`, async function () {
      this.timeout(60_000);
      const storm = new Storm(seed, isHeldBack);
      const { watching, inProgress, told } = storm;
      const { many, clock, account } = watching;
      storm.isFaulty = false;
      const [suppressed, contacts, all, segment] = await open(storm);
      for (let step = 0; step < (2 * 60 * minute) / (10 * second); step++) {
        storm.isFaulty = step < 680;
        await storm.step(step, step > 600);
      }
      await storm.quiet();

      const kinds = watching.failures.map((failure) => failure?.kind);
      for (const kind of [
        'throttled',
        'server',
        'denied',
        'credentials',
        'badRequest',
        'malformed',
        'network',
        'unexpected',
      ] as const) {
        const { length } = kinds.filter((each) => each === kind);
        assert.ok(length >= 5, `${kind}: only ${length} looks failed so`);
      }
      assert.ok(kinds.filter((kind) => kind === undefined).length >= 100);

      const statuses = new Map(watching.jobs.map(({ key, status }) => [key, status]));
      const missed = [
        ...many.ses.filter(({ id, status }) => statuses.get(`ses/${id}`) !== status),
        ...many.pinpoint.filter(({ id, status }) => statuses.get(`pinpoint/${application}/${id}`) !== status),
      ];
      assert.deepEqual(
        missed.map(({ id }) => id),
        [],
      );
      assert.ok(many.ses.length > 65 && many.pinpoint.length > 65, 'Jobs began meanwhile.');
      assert.deepEqual(watching.jobs.filter(mayChange), [], 'All have ended in the store.');
      const idsIn = (jobs: readonly Made[]) => jobs.map(({ id }) => id).sort();
      assert.deepEqual(
        [suppressed, contacts, all, segment].map((list) => idsOf(list).toSorted()),
        [
          idsIn(many.ses.filter(({ place }) => place % 3 !== 1)),
          idsIn(many.ses.filter(({ place }) => place % 3 === 1)),
          idsIn(many.pinpoint),
          idsIn(many.pinpoint.filter(({ place }) => place % 3 === 1)),
        ],
      );
      assert.ok(inProgress.size > 25);
      assert.deepEqual(told.toSorted(), [...inProgress].sort(), 'Each that was seen in progress was told once.');
      const shortest = Math.min(...storm.sesAskedAt.map((at, place, all) => (all[place + 5] ?? Infinity) - at));
      assert.equal(shortest >= 5 * second, isHeldBack === true, `six requests of SES within ${shortest} ms`);
      const ofLimiters = isHeldBack === true ? timersOfLimiters : 0;
      assert.ok(
        storm.mostTimers <= 3 + ofLimiters,
        `${storm.mostTimers} timers at once: at most one for each service, and one for the finishedJobs`,
      );
      assert.equal(clock.pending, 0, 'With nothing in progress there is no timer.');
      assert.ok([suppressed, contacts, all, segment].every(({ state }) => state.kind === 'complete'));
      storm.finishedJobs.dispose();
      account.dispose();
      await storm.quiet();
      assert.deepEqual(rejections, []);
    });
  }

  it('can be aborted at any time, without timers, effects of responses or requests afterwards', async function () {
    this.timeout(60_000);
    for (let seed = 10; seed < 20; seed++) {
      const isHeldBack = seed % 2 === 0;
      const storm = new Storm(seed, isHeldBack);
      const { watching } = storm;
      const { clock, account, many, store } = watching;
      storm.isFaulty = false;
      await open(storm);
      storm.isFaulty = true;
      for (let step = 0; step < 3 * seed || storm.underWay === 0; step++) {
        await storm.step(step, false);
      }
      storm.finishedJobs.dispose();
      account.dispose();
      // The rate limits belong to the window, and have timers for up to a minute.
      assert.ok(clock.pending <= (isHeldBack ? timersOfLimiters : 0));
      many.count();
      await storm.quiet();
      await clock.pass(10 * minute);
      assert.deepEqual([watching.jobs, store.changingJobsOf('work'), many.count(), clock.pending], [[], [], {}, 0]);
      assert.deepEqual(rejections, []);
    }
  });
});
