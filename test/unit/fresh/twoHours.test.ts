import assert from 'node:assert/strict';
import type { HttpAnswer } from '../../../src/core/http';
import { mayChange } from '../../../src/core/job';
import { Endings } from '../../../src/core/notices/endings';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { Watching } from '../../support/watching';

const second = 1_000;
const minute = 60 * second;

/** The same numbers for the same seed, from 0 to below 1 (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const refused = (status: number, type: string): HttpAnswer => ({ status, headers: { 'x-amzn-errortype': type }, body: '{"message":"No"}' });

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

  for (const seed of [1, 2]) {
    it(`end with no job missed, no timer leaked and nothing unhandled (seed ${seed})`, async function () {
      this.timeout(60_000);
      const random = randomOf(seed);
      const watching = new Watching({ ses: 60, pinpoint: 60, segments: 3, running: 8, random });
      const { many, clock, store, account } = watching;
      const endings = new Endings(store, clock);
      const told: string[] = [];
      endings.onDidEnd((ended) => told.push(...ended.map(({ job }) => job.key)));
      const lists = [
        await watching.open('ses', 'Suppression list'),
        await watching.open('ses', 'Contact lists'),
        await watching.open('pinpoint', 'Many', 'All import jobs'),
        await watching.open('pinpoint', 'Many', 'Segment 1'),
      ];
      let isFaulty = true;
      let met = 0;
      many.fault = () => {
        const fault = isFaulty && random() < 0.4 ? faults[Math.floor(random() * faults.length)] : undefined;
        met += fault === undefined ? 0 : 1;
        return fault?.();
      };
      let most = 0;
      for (let step = 0; step < (2 * 60 * minute) / (10 * second); step++) {
        many.move();
        if (step < 600 && random() < 0.05) {
          many.add(random() < 0.5 ? 'ses' : 'pinpoint', `new-${step}`, clock.now(), Math.floor(random() * 9));
        }
        for (const job of [...many.ses, ...many.pinpoint]) {
          if (job.status === 'PROCESSING' && (step > 650 || random() < 0.01)) {
            job.status = random() < 0.2 ? 'FAILED' : 'COMPLETED';
          }
        }
        watching.isWatched = random() < 0.7;
        account.updatePolling();
        if (step % 30 === 0) {
          // The user comes back, with credentials that may serve again.
          account.resumePolling();
          account.seenAgain(watching.folders);
        }
        isFaulty = step < 680;
        await clock.pass(10 * second);
        most = Math.max(most, clock.pending);
      }
      assert.ok(met > 50, `only ${met} faults`);
      const known = new Map(watching.jobs.map((job) => [job.id, job]));
      const missed = [...many.ses, ...many.pinpoint].filter(({ id, status }) => id.startsWith('new') && known.get(id)?.status !== status);
      assert.deepEqual(missed, []);
      assert.deepEqual(watching.jobs.filter(mayChange), [], 'All have ended in the store.');
      assert.equal(new Set(told).size, told.length, 'None was told twice.');
      assert.ok(told.length >= 16);
      assert.ok(most <= 3, `${most} timers at once: at most one for each service, and one for the endings`);
      assert.equal(clock.pending, 0, 'With nothing in progress there is no timer.');
      assert.ok(lists.every(({ state }) => state.kind !== 'loading'));
      endings.dispose();
      account.dispose();
      assert.equal(clock.pending, 0);
      await watching.settled();
      assert.deepEqual(rejections, []);
    });
  }
});
