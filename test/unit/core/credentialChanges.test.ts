import assert from 'node:assert/strict';
import { Account } from '../../../src/core/connections/account';
import { CredentialChanges, type Fingerprint } from '../../../src/core/connections/credentialChanges';
import { ServiceError, type CredentialsReason, type FailureContext } from '../../../src/core/failures/failure';
import type { Folder } from '../../../src/core/jobs/folder';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { explain } from '../../../src/core/failures/explain';
import { failingConnectionsText } from '../../../src/core/connections/failingConnections';
import { FakeClock } from '../../support/fakeClock';
import { aJob } from '../../support/jobs';
import { settled } from './scriptedPages';
import { ScriptedBranch, ScriptedSource } from './scriptedSource';
import { loadConnected } from '../../support/loadConnected';

const failure = (reason: CredentialsReason, context: FailureContext = {}) =>
  new ServiceError({ kind: 'credentials', reason, ...context });

/** An account with its notifications and the fingerprints of its files. */
class Bench {
  readonly source = new ScriptedSource();
  readonly branch = new ScriptedBranch('list');
  prints: Fingerprint = { settings: 'a', signIn: 'a' };
  renewals = 0;
  credentialErrors = 0;
  readonly account: Account;

  constructor(
    readonly id: string,
    readonly clock: FakeClock,
    readonly store: JobStore,
  ) {
    this.account = new Account({
      loadConnected,
      connection: { id, kind: 'aws', label: id, region: 'eu-west-1' },
      connect: (_connection, _closed, onRenew) => {
        onRenew(() => this.renewals++);
        return Promise.resolve([this.source]);
      },
      ...{ store, clock, random: () => 0.5, isWatched: () => true },
      pollerSettings: () => ({ enabled: true, minimumInterval: 5000, maximumInterval: 60_000 }),
      onFolderChange: () => undefined,
      onPoll: () => undefined,
      onCredentialError: () => this.credentialErrors++,
    });
  }

  /** Opens its list, whose first request is then waiting for a response. */
  async open(): Promise<Folder> {
    await this.account.sources();
    const folder = this.account.folder(this.source, this.branch);
    void folder.loadMore();
    return folder;
  }
}

describe('an account whose credentials fail', () => {
  let clock: FakeClock;
  let store: JobStore;
  let bench: Bench;
  let other: Bench;
  let changes: CredentialChanges;
  let asked: string[];
  let isUnreadable: boolean;
  let failsToList: boolean;

  beforeEach(async () => {
    clock = new FakeClock();
    store = new JobStore();
    [bench, other] = [new Bench('one', clock, store), new Bench('two', clock, store)];
    asked = [];
    isUnreadable = false;
    failsToList = false;
    changes = new CredentialChanges({
      accounts: () => {
        if (failsToList) throw new Error('One check fails');
        return [bench.account, other.account];
      },
      clock,
      fingerprint: ({ id }) => {
        asked.push(id);
        if (isUnreadable) {
          return Promise.reject(new Error('EACCES'));
        }
        return Promise.resolve((id === 'one' ? bench : other).prints);
      },
    });
    await changes.connecting(bench.account.connection);
  });

  afterEach(() => {
    changes.dispose();
    bench.account.dispose();
    other.account.dispose();
    assert.equal(clock.pending, 0);
  });

  async function fileEvents(): Promise<void> {
    changes.filesChanged();
    changes.filesChanged();
    await clock.pass(1000);
    await settled();
  }

  it('reports the failure until they work again', async () => {
    const folder = await bench.open();
    await bench.branch.pages.last.fail(failure('signInExpired'));
    assert.equal(bench.account.credentialError?.reason, 'signInExpired');
    assert.equal(bench.account.hasOwnCredentialError, false);
    const failing = { connection: bench.account.connection, failure: bench.account.credentialError };
    assert.equal(failingConnectionsText([failing]), `one: ${explain(failing.failure).label}`);
    assert.equal(failingConnectionsText([failing, failing, failing]), '3 connections need attention');
    void folder.retry();
    await bench.branch.pages.last.answer([aJob('j')]);
    assert.equal(bench.account.credentialError, undefined);
    assert.equal(bench.credentialErrors, 2);
    assert.equal(failingConnectionsText([]), undefined);
  });

  it('reports a failure that only polling had, and polls again after it reconnected', async () => {
    await bench.open();
    await bench.branch.pages.last.answer([aJob('j', { createdAt: clock.now() })]);
    let wasBackground = false;
    const { refresh } = bench.source;
    Object.assign(bench.source, {
      refresh: (...of: Parameters<typeof refresh>) => {
        wasBackground = !of[1].mayPrompt;
        return refresh(...of);
      },
    });
    await clock.pass(5000);
    await bench.source.looks.last.fail(failure('mfaNeeded'));
    assert.deepEqual([wasBackground, bench.account.hasOwnCredentialError, clock.pending], [true, true, 0]);

    bench.prints = { settings: 'a', signIn: 'b' };
    await fileEvents();
    assert.deepEqual([bench.renewals, bench.account.credentialError], [1, undefined]);
    await bench.branch.pages.last.answer([aJob('j', { createdAt: clock.now() })]);
    await clock.pass(5000);
    assert.equal(bench.source.looks.asked.length, 2);
  });

  it('reconnects when its files change: failed reads are repeated, rows stay, once for many events', async () => {
    const folder = await bench.open();
    await bench.branch.pages.last.answer([aJob('j', { phase: 'succeeded' })]);
    bench.prints = { settings: 'b', signIn: 'a' };
    await fileEvents();
    assert.deepEqual([bench.renewals, other.renewals, bench.branch.pages.asked.length], [1, 0, 2]);
    assert.deepEqual(
      folder.jobs.map(({ id }) => id),
      ['j'],
    );
    await bench.branch.pages.last.fail(failure('unknownProfile'));
    assert.deepEqual(
      folder.jobs.map(({ id }) => id),
      ['j'],
    );
    await fileEvents();
    assert.equal(bench.renewals, 1);
  });

  it('reconnects at the next change after files could not be read', async () => {
    await bench.open();
    await bench.branch.pages.last.answer([aJob('j', { phase: 'succeeded' })]);
    bench.prints = { settings: 'b', signIn: 'a' };
    isUnreadable = true;
    await fileEvents();
    assert.equal(bench.renewals, 0);
    isUnreadable = false;
    await fileEvents();
    assert.equal(bench.renewals, 1);
  });

  it('does not reconnect for a token that it does not need, or for files of a connection that was never used', async () => {
    await bench.open();
    await bench.branch.pages.last.answer([aJob('j', { phase: 'succeeded' })]);
    bench.prints = { settings: 'a', signIn: 'b' };
    await fileEvents();
    assert.equal(bench.renewals, 0);
    assert.equal(asked.includes('two'), false);
  });

  it('is retried when the user returns, if the files changed unseen or the failure may have passed', async () => {
    await bench.open();
    await bench.branch.pages.last.fail(failure('signInExpired'));
    await changes.userReturned();
    assert.equal(bench.renewals, 0);
    bench.prints = { settings: 'a', signIn: 'b' };
    await changes.userReturned();
    assert.equal(bench.renewals, 1);
    await bench.branch.pages.last.fail(failure('rejected'));
    await changes.userReturned();
    assert.equal(bench.renewals, 2);
    await bench.branch.pages.last.fail(failure('processFailed'));
    await changes.userReturned();
    assert.equal(bench.renewals, 2);
  });

  it('is retried at the next return after a failed check', async () => {
    await bench.open();
    await bench.branch.pages.last.fail(failure('rejected'));
    failsToList = true;
    await assert.rejects(changes.userReturned());
    failsToList = false;
    await changes.userReturned();
    assert.equal(bench.renewals, 1);
  });

  it('is retried once when the user returns after AWS rejected a process’s credentials, and no more when that fails', async () => {
    await bench.open();
    await bench.branch.pages.last.answer([aJob('j', { createdAt: clock.now() })]);
    await clock.pass(5000);
    await bench.source.looks.last.fail(failure('signInExpired', { httpStatus: 403 }));
    await clock.pass(60_000);
    assert.deepEqual([bench.renewals, bench.branch.pages.asked.length, bench.source.looks.asked.length], [0, 1, 1]);
    await changes.userReturned();
    assert.deepEqual([bench.renewals, bench.branch.pages.asked.length], [1, 2]);
    await changes.userReturned();
    assert.equal(bench.renewals, 1, 'It is being tried.');
    await bench.branch.pages.last.fail(failure('processFailed'));
    await changes.userReturned();
    assert.deepEqual([bench.renewals, bench.branch.pages.asked.length], [1, 2]);
  });

  it('is left to a list that is being retried when the user returns, perhaps waiting for an MFA code', async () => {
    const folder = await bench.open();
    await bench.branch.pages.last.fail(failure('rejected'));
    void folder.retry();
    await changes.userReturned();
    assert.equal(bench.renewals, 0);
    await bench.branch.pages.last.fail(failure('rejected'));
    await changes.userReturned();
    assert.equal(bench.renewals, 1);
  });
});
