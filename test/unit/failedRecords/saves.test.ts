import assert from 'node:assert/strict';
import { Saves } from '../../../src/core/failedRecords/saves';
import { settled } from '../core/scriptedPages';

describe('Saves of failed records', () => {
  let told: boolean[];
  let saves: Saves;

  beforeEach(() => {
    told = [];
    saves = new Saves(() => told.push(saves.isUnderWay('a')));
  });

  it('are known while they are under way, by their jobs', async () => {
    const end = Promise.withResolvers<boolean>();
    const saving = saves.run('a', () => end.promise);
    assert.deepEqual([saves.isUnderWay('a'), saves.isUnderWay('b')], [true, false]);
    end.resolve(true);
    assert.equal(await saving, true);
    assert.equal(saves.isUnderWay('a'), false);
    assert.deepEqual(told, [true, false]);
  });

  it('begin once for a job at a time, and again when the first is over, however it ended', async () => {
    const end = Promise.withResolvers<boolean>();
    const saving = saves.run('a', () => end.promise);
    assert.equal(await saves.run('a', () => assert.fail('It was begun twice.')), undefined);
    assert.equal(await saves.run('b', () => Promise.resolve(true)), true);
    end.reject(new TypeError('mine'));
    await assert.rejects(saving, TypeError);
    assert.equal(await saves.run('a', () => Promise.resolve(false)), false);
  });

  it('that are offered begin when the offer is taken, and nobody waits for that', async () => {
    const answer = Promise.withResolvers<boolean>();
    let begun = 0;
    const save = () => Promise.resolve((begun += 1));
    saves.offer(answer.promise, save);
    await settled();
    assert.equal(begun, 0);
    answer.resolve(true);
    await settled();
    assert.equal(begun, 1);
    saves.offer(Promise.resolve(false), save);
    saves.offer(Promise.reject(new Error('closing')), save);
    await settled();
    assert.equal(begun, 1);
  });
});
