import assert from 'node:assert/strict';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { paceOf, Paces } from '../../../src/core/polling/paces';
import { aJob, pieces } from '../../support/jobs';
import { nextSentAs } from '../../support/sentAs';

const second = 1000;

describe('paceOf', () => {
  it('estimates records per second, and the time left when a total is known', () => {
    const samples = [
      { at: 0, processed: 1000, progress: 0.1 },
      { at: 10 * second, processed: 3000, progress: 0.3 },
    ];
    assert.deepEqual(paceOf(samples), { rate: 200, timeLeft: 35 * second });
  });

  it('gives no time left without a total or without progress', () => {
    assert.deepEqual(
      paceOf([
        { at: 0, processed: 0 },
        { at: 10 * second, processed: 50 },
      ]),
      { rate: 5 },
    );
    const still = [
      { at: 0, processed: 0, progress: 0.5 },
      { at: 10 * second, processed: 50, progress: 0.5 },
    ];
    assert.deepEqual(paceOf(still), { rate: 5 });
  });

  it('estimates nothing from one sample, or from two in quick succession', () => {
    assert.deepEqual(paceOf([]), {});
    assert.deepEqual(paceOf([{ at: 0, processed: 7 }]), {});
    assert.deepEqual(
      paceOf([
        { at: 0, processed: 7 },
        { at: second, processed: 900 },
      ]),
      {},
    );
  });

  it('follows a job that slows down, using the last five minutes', () => {
    const samples = [
      { at: 0, processed: 0 },
      { at: 60 * second, processed: 60_000 },
      { at: 360 * second, processed: 60_300 },
    ];
    assert.deepEqual(paceOf(samples), { rate: 1 });
  });
});

describe('Paces', () => {
  let now = 0;
  let store: JobStore;
  let paces: Paces;

  beforeEach(() => {
    now = 0;
    store = new JobStore();
    paces = new Paces(store, () => now);
  });

  const put = (fields: Parameters<typeof aJob>[1]) => {
    store.put('prod', [aJob('a', fields)], nextSentAs());
  };
  const progress = (done: number) => ({ progress: { done, total: 10, unit: pieces } });
  const paceNow = (fields?: Parameters<typeof aJob>[1]) => paces.of('prod', aJob('a', fields));

  it('records the progress of a job until it finishes, and then gives no rate', () => {
    put({ processed: 0 });
    now = 10 * second;
    put({ processed: 100 });
    assert.equal(paceNow().rate, 10);
    now = 20 * second;
    put({ processed: 150, phase: 'succeeded', status: 'COMPLETED' });
    const { samples, ...rest } = paceNow({ phase: 'succeeded' });
    assert.deepEqual(rest, {});
    assert.deepEqual(
      samples.map(({ at, processed }) => [at, processed]),
      [
        [0, 0],
        [10 * second, 100],
        [20 * second, 150],
      ],
    );
  });

  it('counts from a job’s start, if that is known', () => {
    now = 40 * second;
    put({ processed: 300, startedAt: 10 * second, ...progress(3) });
    const { rate, timeLeft, samples } = paceNow();
    assert.deepEqual([rate, timeLeft], [10, 70 * second]);
    assert.deepEqual(samples[0], { at: 10 * second, processed: 0, progress: 0 });
    put({ processed: 300, startedAt: 10 * second });
    now = 50 * second;
    put({ processed: 400, startedAt: 10 * second, ...progress(4) });
    assert.deepEqual(
      paceNow().samples.map(({ at }) => at / second),
      [10, 40, 50],
    );
  });

  it('subtracts the time since the last sample, and estimates nothing for a job unchanged for five minutes', () => {
    put({ processed: 0, ...progress(0) });
    now = 100 * second;
    put({ processed: 1000, ...progress(5) });
    const left = () => {
      const { rate, timeLeft } = paceNow();
      return [rate, timeLeft];
    };
    assert.deepEqual(left(), [10, 100 * second]);
    now = 130 * second;
    assert.deepEqual(left(), [10, 70 * second]);
    now = 200 * second;
    assert.deepEqual(left(), [10, undefined], 'It should have ended by now.');
    now = 401 * second;
    assert.deepEqual(left(), [undefined, undefined]);
  });

  it('estimates nothing after the clock is set back, until the job has progressed for a while', () => {
    const hour = 3600 * second;
    const put10 = (done: number) => {
      put({ processed: done * 100, ...progress(done) });
    };
    now = 2 * hour;
    put10(0);
    now += 40 * second;
    put10(4);
    assert.equal(paceNow().timeLeft, 60 * second);
    now -= hour;
    assert.equal(paceNow().timeLeft, undefined);
    assert.equal(paceNow().rate, undefined);
    put10(5);
    now += 10 * second;
    put10(6);
    const { rate, timeLeft } = paceNow();
    assert.deepEqual([rate, Math.round(timeLeft ?? 0)], [10, 40 * second]);
  });

  it('keeps a bounded number of samples, the first and the last among them', () => {
    for (now = 0; now < 1000 * second; now += second) {
      put({ processed: now / second });
    }
    const { samples } = paceNow();
    assert.ok(samples.length <= 121, `${samples.length} samples`);
    assert.equal(samples[0]?.processed, 0);
    assert.equal(samples.at(-1)?.processed, 999);
  });

  it('keeps the samples of the last hundred finished jobs', () => {
    const jobOf = (id: number, phase: 'running' | 'succeeded') =>
      aJob(String(id), { phase, status: phase, processed: id });
    for (let id = 0; id < 150; id++) {
      store.put('prod', [jobOf(id, 'running')], nextSentAs());
      store.put('prod', [jobOf(id, 'succeeded')], nextSentAs());
    }
    const kept = Array.from({ length: 150 }, (_, id) => id).filter(
      (id) => paces.of('prod', jobOf(id, 'succeeded')).samples.length > 0,
    );
    assert.deepEqual([kept.length, kept[0]], [100, 50]);
  });

  it('forgets a deleted job', () => {
    put({ processed: 1 });
    store.drop('prod');
    assert.deepEqual(paceNow().samples, []);
  });
});
