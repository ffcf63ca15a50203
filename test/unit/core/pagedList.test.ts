import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/core/failures/failure';
import { PagedList } from '../../../src/core/jobs/pagedList';
import { ScriptedPages, settled } from './scriptedPages';

const throttled = new ServiceError({ kind: 'throttled', operation: 'ListImportJobs' });
const badRequest = new ServiceError({ kind: 'badRequest', operation: 'ListImportJobs' });

describe('PagedList', () => {
  let pages: ScriptedPages;
  let list: PagedList<string>;
  const state = () => list.state.kind;
  let changes: number;

  beforeEach(() => {
    pages = new ScriptedPages();
    changes = 0;
    list = new PagedList<string>({
      readPage: pages.readPage,
      idOf: (item) => item,
      onChange: () => {
        changes++;
      },
    });
  });

  /** Loads the first pages; each but the last has a next one. */
  async function read(...contents: readonly (readonly string[])[]): Promise<void> {
    for (const [index, items] of contents.entries()) {
      void list.loadMore();
      await pages.last.answer(items, `token ${index + 1}`);
    }
  }

  it('reads pages by the tokens it receives, and is complete at the end of the list', async () => {
    await read(['a', 'b'], ['c']);
    assert.deepEqual(list.items, ['a', 'b', 'c']);
    assert.equal(state(), 'idle');
    void list.loadMore();
    assert.equal(state(), 'loading');
    await pages.last.answer(['d']);
    assert.deepEqual(pages.tokens, [undefined, 'token 1', 'token 2']);
    assert.deepEqual(list.items, ['a', 'b', 'c', 'd']);
    assert.equal(state(), 'complete');
    assert.equal(list.hasMore, false);
    await list.loadMore();
    assert.equal(pages.asked.length, 3);
  });

  it('sends one request for two simultaneous load mores', async () => {
    const both = [list.loadMore(), list.loadMore()];
    assert.equal(pages.asked.length, 1);
    await pages.last.answer(['a'], 'token 1');
    await Promise.all(both);
    assert.deepEqual(list.items, ['a']);
  });

  it('shows an item that is on two pages once', async () => {
    await read(['a', 'b'], ['b', 'c']);
    assert.deepEqual(list.items, ['a', 'b', 'c']);
  });

  it('continues after an empty page that has a token', async () => {
    void list.loadMore();
    await pages.last.answer([], 'token 1');
    await pages.last.answer([], 'token 2');
    await pages.last.answer(['a']);
    assert.deepEqual(list.items, ['a']);
    assert.equal(state(), 'complete');
  });

  it('stops after many empty pages, with more to read', async () => {
    void list.loadMore();
    for (let page = 1; page <= 25; page++) {
      assert.equal(state(), 'loading');
      await pages.last.answer([], `token ${page}`);
    }
    assert.equal(pages.asked.length, 25);
    assert.equal(state(), 'idle');
    assert.equal(list.hasMore, true);
  });

  it('treats an empty token as none', async () => {
    void list.loadMore();
    await pages.last.answer(['a'], '');
    assert.equal(state(), 'complete');
  });

  describe('when a page fails', () => {
    it('keeps its items and token, and retries the same page', async () => {
      await read(['a']);
      void list.loadMore();
      await pages.last.fail(throttled);
      assert.deepEqual(list.items, ['a']);
      assert.deepEqual(list.state, { kind: 'failed', failure: throttled.failure });
      void list.retry();
      assert.equal(pages.last.token, 'token 1');
      await pages.last.answer(['b']);
      assert.deepEqual(list.items, ['a', 'b']);
      assert.equal(state(), 'complete');
    });

    it('retries the first page', async () => {
      void list.loadMore();
      await pages.last.fail(throttled);
      assert.equal(list.isRead, false);
      void list.retry();
      await pages.last.answer(['a']);
      assert.deepEqual(list.items, ['a']);
    });

    it('keeps its items when a refresh fails, and retries the refresh', async () => {
      await read(['a'], ['b']);
      void list.refresh();
      await pages.last.answer(['x'], 'other 1');
      await pages.last.fail(throttled);
      assert.deepEqual(list.items, ['a', 'b']);
      assert.equal(state(), 'failed');
      void list.retry();
      assert.equal(pages.last.token, undefined);
      await pages.last.answer(['x'], 'other 1');
      await pages.last.answer(['y']);
      assert.deepEqual(list.items, ['x', 'y']);
    });
  });

  it('fails at a repeated token and keeps its items', async () => {
    await read(['a'], ['b']);
    void list.loadMore();
    await pages.last.answer(['c'], 'token 1');
    assert.deepEqual(list.items, ['a', 'b', 'c']);
    assert.equal(list.state.kind === 'failed' && list.state.failure.kind, 'malformed');
    assert.equal(list.hasMore, false);
    assert.equal(pages.asked.length, 3);
    void list.retry();
    assert.equal(pages.last.token, undefined);
  });

  it('starts over when the service rejects a token, keeping its items meanwhile', async () => {
    await read(['a'], ['b']);
    void list.loadMore();
    await pages.last.fail(badRequest);
    assert.deepEqual(list.items, ['a', 'b']);
    assert.equal(state(), 'loading');
    await pages.last.answer(['new', 'a'], 'fresh 1');
    await pages.last.answer(['b'], 'fresh 2');
    assert.deepEqual(list.items, ['new', 'a', 'b'], 'One more than before.');
    assert.equal(state(), 'idle');
    void list.loadMore();
    await pages.last.answer(['c']);
    assert.deepEqual(pages.tokens, [undefined, 'token 1', 'token 2', undefined, 'fresh 1', 'fresh 2']);
    assert.deepEqual(list.items, ['new', 'a', 'b', 'c']);
    assert.equal(state(), 'complete');
  });

  it('does not start over endlessly when every token is rejected', async () => {
    await read(['a']);
    void list.loadMore();
    await pages.last.fail(badRequest);
    await pages.last.answer(['a'], 'fresh 1');
    await pages.last.fail(badRequest);
    assert.equal(state(), 'failed');
    assert.deepEqual(list.items, ['a']);
    assert.equal(pages.asked.length, 4);
  });

  it('fails when the first page is rejected', async () => {
    void list.loadMore();
    await pages.last.fail(badRequest);
    assert.deepEqual(list.state, { kind: 'failed', failure: badRequest.failure });
    assert.equal(pages.asked.length, 1);
  });

  describe('refresh', () => {
    it('reads as many pages as before, then drops deleted items', async () => {
      await read(['a', 'b'], ['c']);
      void list.refresh();
      await pages.last.answer(['new', 'a'], 'other 1');
      assert.deepEqual(list.items, ['a', 'b', 'c'], 'what was read stays until all is read anew');
      await pages.last.answer(['b'], 'other 2');
      assert.deepEqual(list.items, ['new', 'a', 'b']);
      void list.loadMore();
      assert.equal(pages.last.token, 'other 2');
    });

    it('replaces a load more: it reads that page itself, and the late response changes nothing', async () => {
      await read(['a']);
      const more = list.loadMore();
      const late = pages.last;
      const refresh = list.refresh();
      assert.equal(late.signal.aborted, true);
      await late.answer(['late'], 'late token');
      assert.deepEqual(list.items, ['a']);
      await pages.last.answer(['a'], 'other 1');
      await pages.last.answer(['b'], 'other 2');
      await Promise.all([more, refresh]);
      assert.deepEqual(list.items, ['a', 'b']);
      void list.loadMore();
      assert.equal(pages.last.token, 'other 2');
    });

    it('is shared by another refresh and followed by a load more', async () => {
      await read(['a']);
      void list.refresh();
      void list.refresh();
      void list.loadMore();
      assert.equal(pages.asked.length, 2);
      await pages.last.answer(['a'], 'other 1');
      assert.deepEqual(pages.tokens, [undefined, undefined, 'other 1']);
    });
  });

  describe('an item that is inserted while a refresh is in progress', () => {
    beforeEach(async () => {
      await read(['a', 'b'], ['c']);
    });

    it('stays although the response lacks it', async () => {
      void list.refresh();
      await pages.last.answer(['a', 'b'], 'other 1');
      list.insert(['new']);
      assert.ok(list.has('new'));
      await pages.last.answer(['c'], 'other 2');
      assert.deepEqual(new Set(list.items), new Set(['a', 'b', 'c', 'new']));
      void list.refresh();
      await pages.last.answer(['a', 'b', 'c', 'd']);
      assert.deepEqual(list.items, ['a', 'b', 'c', 'd'], 'The next refresh drops it where it was deleted.');
    });

    it('stays when the first page turns out to be the only one', async () => {
      void list.refreshFirstPage();
      list.insert(['new']);
      await pages.last.answer(['a']);
      assert.deepEqual(list.items, ['a', 'new']);
    });

    it('disappears when removed again, and is listed once when the response has it', async () => {
      void list.refresh();
      list.insert(['new', 'gone']);
      list.remove(['gone']);
      await pages.last.answer(['new', 'a', 'b', 'c']);
      assert.deepEqual(list.items, ['new', 'a', 'b', 'c']);
    });
  });

  describe('a long refresh', () => {
    const hundred = (from: number) => Array.from({ length: 100 }, (_, place) => `item ${from + place}`);

    beforeEach(async () => {
      await read(hundred(0), hundred(100), hundred(200));
    });

    it('requests as many items as it had, on pages of the size needed', async () => {
      const counts: number[] = [];
      void list.refresh({ onPage: (count) => counts.push(count) });
      await pages.last.answer([...hundred(0), ...hundred(100)], 'other 1');
      await pages.last.answer(hundred(200), 'other 2');
      assert.deepEqual(
        pages.asked.slice(3).map(({ token, wanted }) => [token, wanted]),
        [
          [undefined, 300],
          ['other 1', 100],
        ],
      );
      assert.deepEqual([counts, list.items.length, state()], [[200, 300], 300, 'idle']);
    });

    it('keeps items and token when cancelled, and sends nothing more', async () => {
      const abort = new AbortController();
      const refreshed = list.refresh({ signal: abort.signal });
      await pages.last.answer(['other'], 'other 1');
      const { last } = pages;
      abort.abort();
      await refreshed;
      assert.equal(last.signal.aborted, true);
      await last.answer(['late'], 'other 2');
      assert.deepEqual([list.items.length, state(), pages.asked.length], [300, 'idle', 5]);
      void list.loadMore();
      assert.equal(pages.last.token, 'token 3');
      await pages.last.answer(['c']);
    });

    it('does not begin once cancelled', async () => {
      await list.refresh({ signal: AbortSignal.abort() });
      assert.equal(pages.asked.length, 3);
    });
  });

  it('shows each item once when it is repeated on a page and across pages', async () => {
    await read(['a', 'a', 'b'], ['b', 'c']);
    assert.deepEqual(list.items, ['a', 'b', 'c']);
  });

  describe('loadAll', () => {
    it('requests the largest pages, and continues after a refresh', async () => {
      const all = list.loadAll(new AbortController().signal, () => undefined);
      await pages.last.answer(['a'], 'token 1');
      assert.equal(pages.last.wanted, Infinity);
      const refreshed = list.refresh();
      await pages.last.answer(['a', 'b'], 'other 1');
      await refreshed;
      await pages.last.answer(['c']);
      await all;
      assert.deepEqual(list.items, ['a', 'b', 'c']);
    });

    it('reads to the end', async () => {
      let pagesSeen = 0;
      const all = list.loadAll(new AbortController().signal, () => pagesSeen++);
      await pages.last.answer(['a'], 'token 1');
      await pages.last.answer(['b'], 'token 2');
      await pages.last.answer(['c']);
      await all;
      assert.deepEqual(list.items, ['a', 'b', 'c']);
      assert.equal(pagesSeen, 3);
    });

    it('stops when cancelled, keeps its items, and can be continued', async () => {
      const abort = new AbortController();
      const all = list.loadAll(abort.signal, () => undefined);
      await pages.last.answer(['a'], 'token 1');
      abort.abort();
      await all;
      assert.equal(pages.last.signal.aborted, true);
      await pages.last.answer(['late']);
      assert.deepEqual(list.items, ['a']);
      assert.equal(state(), 'idle');
      void list.loadMore();
      assert.equal(pages.last.token, 'token 1');
    });

    it('stops at a failure', async () => {
      const all = list.loadAll(new AbortController().signal, () => undefined);
      await pages.last.fail(throttled);
      await all;
      assert.equal(state(), 'failed');
      assert.equal(pages.asked.length, 1);
    });
  });

  it('neither changes nor notifies after being disposed during a read', async () => {
    await read(['a']);
    const more = list.loadMore();
    const { signal } = pages.last;
    list.dispose();
    const before = changes;
    assert.equal(signal.aborted, true);
    await pages.last.answer(['b']);
    await more;
    assert.deepEqual(list.items, ['a']);
    assert.equal(changes, before);
    await Promise.all([list.loadMore(), list.refresh()]);
    await settled();
    assert.equal(pages.asked.length, 2);
  });

  it('inserts items seen elsewhere once it has been read, and removes some', async () => {
    list.insert(['x']);
    assert.deepEqual(list.items, []);
    await read(['a', 'b']);
    list.insert(['x', 'a']);
    assert.deepEqual(list.items, ['a', 'b', 'x']);
    list.remove(['a', 'none']);
    assert.deepEqual(list.items, ['b', 'x']);
  });
});
