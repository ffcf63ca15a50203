import assert from 'node:assert/strict';
import { ServiceError, type ServiceFailure } from '../../../src/core/failures/failure';
import { unpromptedPurpose } from '../../../src/core/base/request';
import type { Folder } from '../../../src/core/jobs/folder';
import { Accounts } from '../../../src/core/connections/accounts';
import type { AccountNode, FailureNode } from '../../../src/ui/tree/nodes';
import { refresh } from '../../../src/ui/tree/refresh';
import { aJob } from '../../support/jobs';
import { AccountBench, done } from '../core/accountBench';
import { settled } from '../core/scriptedPages';

const cancelled = new ServiceError({ kind: 'credentials', reason: 'mfaCancelled' });
const denied = new ServiceError({ kind: 'denied' });

describe('A click on the row of a connection’s own credential error', () => {
  let bench: AccountBench;
  let open: Folder[];

  AccountBench.forEach((made) => {
    bench = made;
    open = [];
  });

  const click = async () => {
    const { account, store } = bench;
    const row: AccountNode = { kind: 'account', id: 'work', account };
    const failure: ServiceFailure = account.credentialError ?? assert.fail('There is no credential error.');
    const node: FailureNode = { kind: 'failure', id: 'work/failure', failure, parent: row };
    const tree = { accountRow: () => row, openFolders: () => open, redraw: () => undefined };
    const refreshing = refresh({ accounts: new Accounts(() => account), store, tree }, node);
    await settled();
    return refreshing;
  };
  const asked = () => bench.source.gets.asked.map(({ what, mayPrompt }) => [what.id, mayPrompt]);

  /** Fails the read of a job, like a panel's before any list was read. */
  async function failWithCredentialError(): Promise<void> {
    await bench.account.sources();
    const reading = assert.rejects(bench.account.getJob(aJob('a')));
    await settled();
    await bench.source.gets.last.fail(cancelled);
    await reading;
    assert.equal(bench.account.hasOwnCredentialError, true);
  }

  it('repeats the job’s read that had it, with prompts allowed, when no list was read', async () => {
    await failWithCredentialError();
    const clicked = click();
    await settled();
    assert.deepEqual(asked(), [
      ['a', true],
      ['a', true],
    ]);
    await bench.source.gets.last.fail(cancelled);
    await clicked;
    assert.equal(bench.account.hasOwnCredentialError, true);
    const again = click();
    await settled();
    await bench.source.gets.last.answer(done('a'));
    await again;
    assert.equal(bench.account.credentialError, undefined);
    assert.equal(bench.store.get('work', aJob('a').key)?.id, 'a');
  });

  it('repeats a read that could be cancelled, or else reads a job in progress, such as one remembered', async () => {
    const { account, source, store } = bench;
    await account.sources();
    store.put('work', [aJob('remembered')], 1);
    const polling = account.refreshJobsInProgress();
    await settled();
    await source.looks.last.fail(cancelled);
    await polling;
    assert.equal(account.hasOwnCredentialError, true);
    const first = click();
    await settled();
    await source.gets.last.fail(cancelled);
    await first;
    const finding = assert.rejects(account.getJob(aJob('found'), unpromptedPurpose, new AbortController().signal));
    await settled();
    await source.gets.last.fail(cancelled);
    await finding;
    const second = click();
    await settled();
    await source.gets.last.answer(done('found'));
    await second;
    assert.deepEqual(asked(), [
      ['remembered', true],
      ['found', false],
      ['found', true],
    ]);
  });

  it('clears it with any response that shows that AWS accepts the credentials', async () => {
    await failWithCredentialError();
    const clicked = click();
    await settled();
    await bench.source.gets.last.fail(denied);
    await clicked;
    assert.equal(bench.account.credentialError, undefined);
  });

  it('requests only a list when one was read', async () => {
    await failWithCredentialError();
    const { part } = bench.source;
    const folder = bench.account.folder(bench.source, part);
    open = [folder];
    const clicked = click();
    await settled();
    await part.pages.last.answer([done('b')]);
    await clicked;
    assert.deepEqual(asked(), [['a', true]]);
    assert.equal(bench.account.credentialError, undefined);
  });
});

describe('A refresh of several lists', () => {
  let bench: AccountBench;
  AccountBench.forEach((made) => {
    bench = made;
  });

  it('reports the progress of all of them, and is cancelled in all of them', async () => {
    const { account, store, source } = bench;
    const row: AccountNode = { kind: 'account', id: 'work', account };
    const open = [await bench.read(source.all, [done('a'), done('b')]), await bench.read(source.part, [done('c')])];
    const tree = { accountRow: () => row, openFolders: () => open, redraw: () => undefined };
    const abort = new AbortController();
    const counts: number[] = [];
    const refreshing = refresh({ accounts: new Accounts(() => account), store, tree }, row, {
      signal: abort.signal,
      onPage: (count) => counts.push(count),
    });
    await source.all.pages.last.answer([done('a')], 'token');
    await source.part.pages.last.answer([done('c')]);
    assert.deepEqual(counts, [1, 2]);
    abort.abort();
    await refreshing;
    assert.equal(source.all.pages.last.signal.aborted, true);
    assert.deepEqual(
      open.map(({ readCount, state }) => [readCount, state.kind]),
      [
        [2, 'complete'],
        [1, 'complete'],
      ],
    );
  });
});
