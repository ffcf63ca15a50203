import assert from 'node:assert/strict';
import { Sequence } from '../../../src/core/base/sequence';

describe('Sequence', () => {
  it('runs work one piece at a time', async () => {
    const sequence = new Sequence();
    const log: string[] = [];
    const first = Promise.withResolvers<undefined>();
    const one = sequence.run(async () => {
      log.push('one begins');
      await first.promise;
      log.push('one ends');
    });
    const two = sequence.run(() => {
      log.push('two');
      return Promise.resolve('result');
    });
    await Promise.resolve();
    assert.deepEqual(log, ['one begins']);
    first.resolve(undefined);
    assert.equal(await two, 'result');
    await one;
    assert.deepEqual(log, ['one begins', 'one ends', 'two']);
  });

  it('continues after work that failed', async () => {
    const sequence = new Sequence();
    const failed = assert.rejects(
      sequence.run(() => Promise.reject(new Error('first'))),
      /first/,
    );
    const thrown = assert.rejects(
      sequence.run(() => {
        throw new Error('second');
      }),
      /second/,
    );
    assert.equal(await sequence.run(() => Promise.resolve('third')), 'third');
    await Promise.all([failed, thrown]);
  });
});
