import assert from 'node:assert/strict';
import { Lazy } from '../../../src/core/base/lazy';

/** A disposable that counts its disposals. */
function made() {
  const thing = { closed: 0, dispose: () => thing.closed++ };
  return thing;
}

describe('Lazy', () => {
  it('creates its value once, on first use', async () => {
    let makings = 0;
    const lazy = new Lazy(() => {
      makings++;
      return Promise.resolve(made());
    });
    assert.deepEqual([lazy.ifMade, makings], [undefined, 0]);
    const [first, second] = await Promise.all([lazy.get(), lazy.get()]);
    assert.equal(first, second);
    assert.equal(lazy.ifMade, first);
    assert.equal(makings, 1);
  });

  it('retries after a failure', async () => {
    let isThere = false;
    const lazy = new Lazy(() => (isThere ? Promise.resolve(made()) : Promise.reject(new Error('The file is gone.'))));
    await assert.rejects(lazy.get(), /The file is gone/);
    assert.equal(lazy.ifMade, undefined);
    isThere = true;
    assert.equal((await lazy.get()).closed, 0);
  });

  it('disposes of its value, without creating one to dispose of', async () => {
    new Lazy(() => assert.fail('Nobody asked.')).dispose();
    const lazy = new Lazy(() => Promise.resolve(made()));
    const thing = await lazy.get();
    lazy.dispose();
    assert.equal(thing.closed, 1);
  });

  it('disposes of a value that is created too late', async () => {
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof made>>();
    const lazy = new Lazy(() => promise);
    const getting = lazy.get();
    lazy.dispose();
    resolve(made());
    assert.equal((await getting).closed, 1);
  });
});
