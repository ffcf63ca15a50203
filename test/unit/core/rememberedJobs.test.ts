import assert from 'node:assert/strict';
import { Account } from '../../../src/core/connections/account';
import { Accounts } from '../../../src/core/connections/accounts';
import type { Connection } from '../../../src/core/connections/connection';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { FinishedJobs, type FinishedJob } from '../../../src/core/notifications/finishedJobs';
import { hasRememberedJobs, RememberedJobs, type Memory } from '../../../src/core/polling/rememberedJobs';
import { FakeClock } from '../../support/fakeClock';
import { done, interval, running, start } from './accountBench';
import { settled } from './scriptedPages';
import { ScriptedSource } from './scriptedSource';
import { loadConnected } from '../../support/loadConnected';
import { processedCount } from '../../../src/core/jobs/job';

class MapMemory implements Memory {
  readonly values = new Map<string, unknown>();

  get(key: string): unknown {
    return this.values.get(key);
  }

  update(key: string, value: unknown): Promise<void> {
    // Copied, as VS Code does.
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }

  get text(): string {
    return JSON.stringify([...this.values.values()]);
  }
}

const work: Connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1' };
const sample: Connection = { id: 'sample', kind: 'sample', label: 'Sample account', region: '' };

/** The extension across reloads of a window. */
class WindowBench {
  readonly clock = new FakeClock(start);
  readonly store = new JobStore();
  readonly source = new ScriptedSource();
  readonly accounts: Accounts;
  readonly finishedJobs: FinishedJobs;
  readonly told: (readonly FinishedJob[])[] = [];
  readonly remembered: RememberedJobs;
  connects = 0;

  constructor(memory: Memory, connections: readonly Connection[] = [work]) {
    this.accounts = new Accounts(
      (connection) =>
        new Account({
          loadConnected,
          connection,
          connect: () => {
            this.connects++;
            return Promise.resolve([this.source]);
          },
          store: this.store,
          clock: this.clock,
          random: () => 0.5,
          pollerSettings: () => ({ enabled: true, minimumInterval: interval, maximumInterval: 60_000 }),
          isWatched: () => true,
          onFolderChange: () => undefined,
          onPoll: () => undefined,
        }),
    );
    this.accounts.set(connections);
    this.finishedJobs = new FinishedJobs(this.store, this.clock);
    this.finishedJobs.onDidFinish((finishedJobs) => this.told.push(finishedJobs));
    this.remembered = new RememberedJobs({ accounts: this.accounts, store: this.store, memory });
  }

  close(): void {
    this.remembered.dispose();
    this.finishedJobs.dispose();
    this.accounts.dispose();
    assert.equal(this.clock.pending, 0);
  }
}

describe('Imports in progress', () => {
  let memory: MapMemory;
  let window: WindowBench;
  beforeEach(() => (memory = new MapMemory()));
  afterEach(() => {
    window.close();
  });

  /** Reloads a window in which these jobs were seen. */
  function reloadWith(...jobs: readonly ReturnType<typeof running>[]): void {
    window = new WindowBench(memory);
    window.store.put('work', jobs, 1);
    window.close();
    window = new WindowBench(memory);
  }

  it('are refreshed at once after a reload, in one call, and then polled', async () => {
    reloadWith(running('a'), running('b', { scope: 'app' }), done('c'));
    assert.ok(hasRememberedJobs(memory));
    await settled();
    const [call = assert.fail()] = window.source.looks.asked;
    assert.deepEqual(
      call.what.map(({ id, scope }) => [id, scope]),
      [
        ['a', undefined],
        ['b', 'app'],
      ],
    );
    await call.answer([running('a'), running('b', { scope: 'app' })]);
    await window.clock.pass(interval);
    assert.equal(window.source.looks.asked.length, 2);
  });

  it('are announced once when they finished meanwhile, and not after the next reload', async () => {
    reloadWith(running('a'));
    await settled();
    await window.source.looks.last.answer([done('a', { processed: 7 })]);
    await window.clock.pass(20_000);
    assert.deepEqual(
      window.told.map((finishedJobs) => finishedJobs.map(({ job }) => [job.id, processedCount(job)])),
      [[['a', 7]]],
    );
    assert.ok(!hasRememberedJobs(memory));
    window.close();
    window = new WindowBench(memory);
    await settled();
    assert.equal(window.connects, 0);
  });

  it('are forgotten when the service no longer has them', async () => {
    reloadWith(running('a'));
    await settled();
    await window.source.looks.last.answer([]);
    assert.equal(memory.text, '[]');
  });

  it('stay stored while AWS cannot be reached', async () => {
    reloadWith(running('a'));
    const before = memory.text;
    await settled();
    await window.source.looks.last.fail(new Error('offline'));
    assert.equal(memory.text, before);
    await window.clock.pass(60_000);
    assert.ok(window.source.looks.asked.length > 1);
  });

  it('are kept without counts, names, links or responses', () => {
    const job = running('a', {
      processed: 12_345,
      failures: { failedRecordsUrl: 'https://bucket.example/file?X-Amz-Signature=none' },
      source: { s3Url: 's3://bucket/contacts.csv' },
      raw: { secret: 'response' },
    });
    reloadWith(job);
    const text = memory.text;
    assert.deepEqual(JSON.parse(text), [
      [{ connectionId: 'work', service: job.service, id: 'a', phase: 'running', status: job.status, createdAt: start }],
    ]);
  });

  it('of the sample account and of removed connections are not requested', async () => {
    window = new WindowBench(memory, [work, sample]);
    window.store.put('sample', [running('s')], 1);
    assert.equal(memory.text, '[]');
    window.store.put('work', [running('a')], 1);
    window.close();
    window = new WindowBench(memory, [sample]);
    await settled();
    assert.equal(window.connects, 0);
  });

  it('send no request when there are none, or when the stored data is invalid', async () => {
    for (const value of [undefined, 7, 'x', [null, 7, {}], [{ connectionId: 'work', service: 'ses', id: 5 }]]) {
      memory.values.set('jobsInProgress', value);
      window = new WindowBench(memory);
      await settled();
      assert.equal(window.connects, 0);
      assert.deepEqual(window.store.jobsOf('work'), []);
    }
  });
});
