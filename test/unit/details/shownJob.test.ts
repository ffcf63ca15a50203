import assert from 'node:assert/strict';
import { Account } from '../../../src/core/connections/account';
import { Accounts } from '../../../src/core/connections/accounts';
import { unpromptedPurpose, type Purpose } from '../../../src/core/base/request';
import type { Connection } from '../../../src/core/connections/connection';
import { ShownJob } from '../../../src/core/details/shownJob';
import { ServiceError } from '../../../src/core/failures/failure';
import type { ImportJob } from '../../../src/core/jobs/job';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { FakeClock } from '../../support/fakeClock';
import { aJob, countsOf } from '../../support/jobs';
import { ScriptedSource } from '../core/scriptedSource';
import { nextSentAs } from '../../support/sentAs';
import { loadConnected } from '../../support/loadConnected';

const work: Connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' };
const ref = (id: string) => ({ service: 'ses', id });
const whole = (id: string, fields: Partial<ImportJob> = {}) =>
  aJob(id, { phase: 'succeeded', status: 'COMPLETED', complete: true, ...fields });

// Functions, because TypeScript would narrow the types of properties across calls.
const readingOf = ({ read }: ShownJob) => read?.state;
const idOf = ({ job }: ShownJob) => job?.id;

describe('The job shown in a panel', () => {
  let clock: FakeClock;
  let store: JobStore;
  let sources: ScriptedSource[];
  let accounts: Accounts;
  /** The state of the job and of its read at each change. */
  let drawn: string[];
  let failures: number;
  let shown: ShownJob | undefined;

  beforeEach(() => {
    clock = new FakeClock();
    store = new JobStore();
    sources = [];
    drawn = [];
    failures = 0;
    shown = undefined;
    accounts = new Accounts((connection) => {
      const source = new ScriptedSource();
      sources.push(source);
      return new Account({
        loadConnected,
        connection,
        connect: () => Promise.resolve([source]),
        store,
        clock,
        random: () => 0.5,
        pollerSettings: () => ({ enabled: true, minimumInterval: 5_000, maximumInterval: 60_000 }),
        isWatched: () => true,
        onFolderChange: () => undefined,
        onPoll: () => undefined,
      });
    });
    accounts.set([work]);
  });
  afterEach(() => {
    shown?.dispose();
    accounts.dispose();
    assert.equal(clock.pending, 0, 'A timer is left.');
  });

  const source = () => sources.at(-1) ?? assert.fail();
  const asked = () => sources.flatMap(({ gets }) => gets.asked.map(({ what }) => what.id));
  /** A job as in a list, without all details. */
  const listed = (...ids: readonly string[]) => {
    store.put(
      'work',
      ids.map((id) => whole(id, { complete: false })),
      nextSentAs(),
    );
  };

  async function look(id: string, purpose?: Purpose): Promise<ShownJob> {
    const parts = {
      accounts,
      store,
      clock,
      onChange: () => drawn.push(`${job.job?.status ?? 'none'} ${readingOf(job) ?? ''}`),
      onFailure: () => failures++,
    };
    const job: ShownJob = new ShownJob('work', ref(id), parts, purpose);
    shown = job;
    await clock.pass(0);
    return job;
  }

  it('is requested only if its list left something out', async () => {
    listed('one');
    const job = await look('one');
    assert.deepEqual(asked(), ['one']);
    assert.equal(readingOf(job), 'loading');
    await source().gets.last.answer(whole('one'));
    assert.equal(readingOf(job), 'ready');
    assert.equal(job.source, source());
    store.put('work', [whole('two')], nextSentAs());
    job.show('work', ref('two'));
    await clock.pass(1_000);
    assert.deepEqual(asked(), ['one']);
    assert.equal(readingOf(job), 'ready');
  });

  it('is requested after a moment; jobs that were passed over are not', async () => {
    const ids = Array.from({ length: 10 }, (_, place) => `job ${place}`);
    listed('first', ...ids);
    const job = await look('first');
    await source().gets.last.answer(whole('first'));
    for (const id of ids) {
      job.show('work', ref(id));
      await clock.pass(50);
      assert.equal(idOf(job), id, 'What is known is there at once.');
    }
    assert.deepEqual(asked(), ['first']);
    await clock.pass(100);
    assert.deepEqual(asked(), ['first', 'job 9']);
    await source().gets.last.answer(whole('job 9'));
    assert.equal(readingOf(job), 'ready');
  });

  it('is not confused with one whose response arrives late', async () => {
    listed('one', 'two');
    const job = await look('one');
    const late = source().gets.last;
    job.show('work', ref('two'));
    await clock.pass(1_000);
    await late.fail(new ServiceError({ kind: 'throttled' }));
    assert.equal(readingOf(job), 'loading');
    await source().gets.last.answer(whole('two'));
    assert.equal(readingOf(job), 'ready');
    assert.equal(idOf(job), 'two');
  });

  it('reports why it could not be read, without endless requests, and can be retried', async () => {
    listed('one');
    const job = await look('one');
    await source().gets.last.fail(new ServiceError({ kind: 'throttled' }));
    assert.equal(readingOf(job), 'failed');
    assert.equal(failures, 1);
    listed('other', 'one');
    await clock.pass(10_000);
    assert.deepEqual(asked(), ['one']);
    assert.equal(job.job?.status, 'COMPLETED', 'What was known stays.');
    void job.readAgain();
    await clock.pass(0);
    await source().gets.last.answer(whole('one'));
    assert.equal(readingOf(job), 'ready');
  });

  describe('after a failed read', () => {
    const denied = new ServiceError({ kind: 'denied' });
    const network = new ServiceError({ kind: 'network', reason: 'reset' });
    const expired = new ServiceError({ kind: 'credentials', reason: 'signInExpired' });
    const put = (job: ImportJob) => {
      store.put('work', [job], nextSentAs());
    };

    async function fail(first: ImportJob, error: Error): Promise<ShownJob> {
      put(first);
      const job = await look('one');
      void job.readAgain();
      await clock.pass(0);
      await source().gets.last.fail(error);
      assert.equal(readingOf(job), 'failed');
      drawn = [];
      return job;
    }

    it('is up to date after any read, even without a change', async () => {
      const job = await fail(whole('one'), denied);
      await clock.pass(5_000);
      put(whole('one'));
      assert.deepEqual(job.read, { state: 'ready', at: clock.now() });
      assert.deepEqual(drawn, ['COMPLETED ready']);
      assert.deepEqual(asked(), ['one']);
    });

    it('is up to date while in progress when a poll has its counts', async () => {
      const running = (processed: number, complete: boolean) => aJob('one', { processed, complete });
      const job = await fail(running(1, true), denied);
      accounts.get('work')?.updatePolling();
      await clock.pass(5_000);
      await source().looks.last.answer([running(2, false)]);
      assert.equal(readingOf(job), 'loading', 'Its details are asked for once more, now that it has moved on.');
      await source().gets.last.fail(denied);
      await clock.pass(5_000);
      await source().looks.last.answer([running(3, false)]);
      assert.equal(readingOf(job), 'ready');
      assert.deepEqual(asked(), ['one', 'one']);
    });

    it('stays unchanged after a response without the missing details, or a stale one', async () => {
      const job = await fail(whole('one', { complete: false }), denied);
      listed('one');
      assert.equal(readingOf(job), 'failed');
      const early = nextSentAs();
      put(whole('one', { complete: false }));
      store.put('work', [whole('one')], early);
      assert.equal(readingOf(job), 'failed');
      assert.deepEqual(asked(), ['one']);
    });

    it('is requested again after a network failure, once another response arrives', async () => {
      const job = await fail(whole('one', { complete: false }), network);
      listed('one');
      assert.equal(readingOf(job), 'loading');
      await clock.pass(0);
      await source().gets.last.answer(whole('one'));
      assert.equal(readingOf(job), 'ready');
      assert.deepEqual(asked(), ['one', 'one']);
    });

    it('is requested again without a prompt once its credential error is resolved', async () => {
      const job = await look('one');
      await source().gets.last.fail(expired);
      assert.equal(readingOf(job), 'failed');
      await accounts.get('work')?.reconnect();
      await clock.pass(0);
      assert.equal(readingOf(job), 'loading');
      assert.deepEqual(
        source().gets.asked.map(({ mayPrompt }) => mayPrompt),
        [true, false],
      );
      await source().gets.last.answer(whole('one'));
      assert.equal(readingOf(job), 'ready');
      await accounts.get('work')?.reconnect();
      await clock.pass(0);
      assert.deepEqual(asked(), ['one', 'one']);
    });
  });

  it('continues with the new account when its connection was renamed, and stays visible', async () => {
    const running = (processed: number) => aJob('one', { complete: true, processed });
    const job = await look('one');
    await source().gets.last.answer(running(1));
    assert.equal(readingOf(job), 'ready');
    drawn = [];
    accounts.set([{ ...work, label: 'Renamed' }]);
    await clock.pass(0);
    assert.equal(job.account, accounts.get('work'));
    assert.equal(job.account?.connection.label, 'Renamed');
    await source().gets.last.answer(running(2));
    assert.ok(!drawn.includes('none ready'), drawn.join(', '));
    assert.deepEqual(job.job?.counts, countsOf(2));

    // It is polled automatically.
    await clock.pass(5_000);
    await source().looks.last.answer([running(3)]);
    assert.deepEqual(store.get('work', 'ses/one')?.counts, countsOf(3));
    assert.equal(drawn.at(-1), 'PROCESSING ready');
    assert.deepEqual(job.read, { state: 'ready', at: clock.now() });
  });

  it('is requested without a prompt when restored, and with one when the user requests it', async () => {
    const mayPrompt = () => source().gets.asked.map((asked) => asked.mayPrompt);
    const job = await look('one', unpromptedPurpose);
    await source().gets.last.fail(new ServiceError({ kind: 'credentials', reason: 'mfaNeeded' }));
    void job.readAgain();
    await clock.pass(0);
    assert.deepEqual(mayPrompt(), [false, true]);
    await source().gets.last.answer(whole('one'));

    listed('two');
    job.show('work', ref('two'), unpromptedPurpose);
    await clock.pass(1_000);
    assert.deepEqual(mayPrompt(), [false, true, false]);
    await source().gets.last.answer(whole('two'));
  });

  it('does not prompt for a code when its connection has changed', async () => {
    await look('one');
    await source().gets.last.answer(whole('one'));
    accounts.set([{ ...work, label: 'Renamed' }]);
    await clock.pass(0);
    assert.deepEqual(
      source().gets.asked.map(({ mayPrompt }) => mayPrompt),
      [false],
    );
    await source().gets.last.answer(whole('one'));
  });

  it('disappears with its connection, and returns with it', async () => {
    const job = await look('one');
    await source().gets.last.answer(whole('one'));
    accounts.set([]);
    await clock.pass(0);
    assert.equal(job.account, undefined);
    assert.equal(job.job, undefined);
    accounts.set([work]);
    await clock.pass(0);
    await source().gets.last.answer(whole('one'));
    assert.equal(idOf(job), 'one');
    assert.equal(readingOf(job), 'ready');
    assert.deepEqual(asked(), ['one', 'one']);
  });

  it('disappears when it was deleted', async () => {
    const job = await look('one');
    await source().gets.last.answer(whole('one'));
    store.remove('work', [job.job?.key ?? '']);
    assert.equal(drawn.at(-1), 'none ready');
  });
});
