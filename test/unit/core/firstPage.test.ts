import assert from 'node:assert/strict';
import { ServiceError } from '../../../src/core/failures/failure';
import { PagedList } from '../../../src/core/jobs/pagedList';
import { ScriptedPages } from './scriptedPages';

describe('PagedList, reading its first page again', () => {
  let pages: ScriptedPages;
  let list: PagedList<string>;

  beforeEach(() => {
    pages = new ScriptedPages();
    list = new PagedList<string>({ readPage: pages.readPage, idOf: (item) => item, onChange: () => undefined });
  });

  /** Loads the first pages. @param more whether the last has a next one */
  async function read(more: boolean, ...contents: readonly (readonly string[])[]): Promise<void> {
    for (const [index, items] of contents.entries()) {
      void list.loadMore();
      await pages.last.answer(items, more || index < contents.length - 1 ? `token ${index + 1}` : undefined);
    }
    pages.asked.splice(0);
  }

  it('puts new items on top and drops nothing below, in one request', async () => {
    await read(true, ['d', 'c'], ['b', 'a']);
    void list.refreshFirstPage();
    assert.equal(list.state.kind, 'loading');
    assert.deepEqual(list.items, ['d', 'c', 'b', 'a']);
    await pages.last.answer(['e', 'd'], 'other token');
    assert.deepEqual(list.items, ['e', 'd', 'c', 'b', 'a']);
    assert.deepEqual(pages.tokens, [undefined]);
    assert.equal(list.state.kind, 'idle');
    void list.loadMore();
    assert.equal(pages.last.token, 'token 2', 'It goes on where it had come to.');
  });

  it('leaves a complete list complete', async () => {
    await read(false, ['d', 'c'], ['b', 'a']);
    void list.refreshFirstPage();
    await pages.last.answer(['e', 'd'], 'other token');
    assert.deepEqual([list.items, list.state.kind, list.hasMore], [['e', 'd', 'c', 'b', 'a'], 'complete', false]);
  });

  it('drops deleted items from a list of one page', async () => {
    await read(false, ['b', 'a']);
    void list.refreshFirstPage();
    await pages.last.answer(['c', 'b']);
    assert.deepEqual([list.items, list.state.kind], [['c', 'b'], 'complete']);
  });

  it('drops deleted items from a list that has shrunk to one page', async () => {
    await read(false, ['c', 'b'], ['a']);
    void list.refreshFirstPage();
    await pages.last.answer(['c']);
    assert.deepEqual([list.items, list.state.kind], [['c'], 'complete']);
  });

  it('leaves no gap: when the page has no known item, it reads as many items as before', async () => {
    await read(true, ['d', 'c'], ['b', 'a']);
    void list.refreshFirstPage();
    await pages.last.answer(['h', 'g'], 'new 1');
    assert.deepEqual(list.items, ['d', 'c', 'b', 'a'], 'The rows stay meanwhile.');
    await pages.last.answer(['f', 'e'], 'new 2');
    assert.deepEqual(
      [list.items, pages.tokens],
      [
        ['h', 'g', 'f', 'e'],
        [undefined, 'new 1'],
      ],
    );
    void list.loadMore();
    assert.equal(pages.last.token, 'new 2');
  });

  it('is shared by another, and makes a load more wait', async () => {
    await read(true, ['d', 'c'], ['b', 'a']);
    const both = [list.refreshFirstPage(), list.refreshFirstPage()];
    void list.loadMore();
    assert.equal(pages.asked.length, 1);
    await pages.last.answer(['d', 'c'], 'other token');
    await Promise.all(both);
    assert.equal(pages.last.token, 'token 2');
  });

  it('leaves a read in progress alone', async () => {
    await read(true, ['b', 'a']);
    void list.loadMore();
    const first = list.refreshFirstPage();
    assert.deepEqual(pages.tokens, ['token 1']);
    await pages.last.answer(['0']);
    await first;
    assert.deepEqual(list.items, ['b', 'a', '0']);
  });

  it('is replaced by a refresh, which reads no extra page', async () => {
    await read(true, ['d', 'c'], ['b', 'a']);
    void list.refreshFirstPage();
    const first = pages.last;
    void list.refresh();
    assert.equal(first.signal.aborted, true);
    await pages.last.answer(['d', 'c'], 'again 1');
    await pages.last.answer(['b', 'a'], 'again 2');
    await first.answer(['late'], 'late');
    assert.deepEqual(
      [list.items, pages.tokens],
      [
        ['d', 'c', 'b', 'a'],
        [undefined, undefined, 'again 1'],
      ],
    );
  });

  it('keeps all items when it fails, and can be retried', async () => {
    await read(true, ['d', 'c'], ['b', 'a']);
    void list.refreshFirstPage();
    await pages.last.fail(new ServiceError({ kind: 'throttled' }));
    assert.deepEqual([list.state.kind, list.items], ['failed', ['d', 'c', 'b', 'a']]);
    void list.retry();
    assert.equal(pages.last.token, undefined);
    await pages.last.answer(['e', 'd'], 'other token');
    assert.deepEqual([list.state.kind, list.items], ['idle', ['e', 'd', 'c', 'b', 'a']]);
  });

  it('changes nothing after being disposed', async () => {
    await read(true, ['d', 'c'], ['b', 'a']);
    void list.refreshFirstPage();
    list.dispose();
    await pages.last.answer(['e', 'd'], 'other token');
    assert.deepEqual(list.items, ['d', 'c', 'b', 'a']);
    await list.refreshFirstPage();
    assert.equal(pages.asked.length, 1);
  });
});

describe('PagedList, reading all', () => {
  it('notifies each time it has grown by a tenth, and at the end', async () => {
    const all = Array.from({ length: 1000 }, (_, index) =>
      Array.from({ length: 10 }, (__, place) => `${index} ${place}`),
    );
    const told: number[] = [];
    const list = new PagedList<string>({
      idOf: (item) => item,
      readPage: (token = '0') => {
        const next = Number(token) + 1;
        return Promise.resolve({
          items: all[Number(token)] ?? [],
          sentAs: next,
          ...(next < all.length ? { nextToken: String(next) } : {}),
        });
      },
      onChange: () => told.push(list.items.length),
    });
    let pages = 0;
    await list.loadAll(new AbortController().signal, () => pages++);
    assert.equal(pages, 1000);
    assert.equal(told.at(-1), 10_000);
    assert.ok(told.length < 80, `told ${told.length} times`);
    assert.ok(
      told.reduce((sum, count) => sum + count, 0) < 15 * 10_000,
      'Drawing the list each time takes no quadratic time.',
    );
  });

  it('notifies of its items when cancelled', async () => {
    const pages = new ScriptedPages();
    const told: string[] = [];
    const list = new PagedList<string>({
      readPage: pages.readPage,
      idOf: (item) => item,
      onChange: () => told.push(`${list.items.length} ${list.state.kind}`),
    });
    const abort = new AbortController();
    void list.loadAll(abort.signal, () => undefined);
    await pages.last.answer(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'], 'token 1');
    await pages.last.answer(['m'], 'token 2');
    abort.abort();
    await pages.last.answer(['n'], 'token 3');
    assert.equal(told.at(-1), '13 idle');
  });
});
