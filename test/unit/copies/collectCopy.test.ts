import assert from 'node:assert/strict';
import { collectCopy } from '../../../src/core/copies/collectCopy';
import { AccountBench, done } from '../core/accountBench';
import { settled } from '../core/scriptedPages';

describe('The jobs of a saved copy', () => {
  let bench: AccountBench;
  AccountBench.forEach((made) => {
    bench = made;
  });

  it('include new ones of lists that were read to the end earlier, unless that was a moment ago', async () => {
    const { account, clock, source, store } = bench;
    await bench.read(source.root, []);
    await bench.read(source.all, [done('a')]);
    await clock.pass(60_001);
    await bench.read(source.part, [done('p')]);
    const requests = () => [source.root, source.all, source.part].map(({ pages }) => pages.asked.length);
    const { signal } = new AbortController();
    const collecting = collectCopy(account, store, {
      ...{ scope: 'lists', signal, now: () => clock.now(), onProgress: () => undefined },
    });
    await settled();
    await source.root.pages.last.answer([]);
    assert.deepEqual(requests(), [2, 2, 1]);
    await source.all.pages.last.answer([done('b'), done('a')]);
    const { copy, failed } = await collecting;
    assert.deepEqual(requests(), [2, 2, 1]);
    assert.deepEqual([...copy.jobs.values()].map(({ id }) => id).sort(), ['a', 'b', 'p']);
    assert.deepEqual(failed, { lists: 0, jobs: 0 });
  });
});
