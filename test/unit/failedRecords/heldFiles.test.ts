import assert from 'node:assert/strict';
import { HeldFiles } from '../../../src/ui/failedRecords/heldFiles';

const some = Uint8Array.of(1);
const others = Uint8Array.of(2);

describe('Failed records in memory', () => {
  let files: HeldFiles;

  beforeEach(() => {
    files = new HeldFiles();
  });

  it('stay until their last tab is closed, even if it opens late', () => {
    files.put('a', some, 1_000);
    files.keep(new Set());
    assert.equal(files.get('a')?.content, some);
    files.keep(new Set(['a']));
    assert.equal(files.get('a')?.content, some);
    files.keep(new Set(['b']));
    assert.equal(files.get('a'), undefined);
  });

  it('have a later time after each replacement', () => {
    const times = [1_000, 1_000, 500, 2_000].map((now) => files.put('a', some, now).at);
    assert.deepEqual(times, [1_000, 1_001, 1_002, 2_000]);
  });

  it('are forgotten at once when no editor can open them', () => {
    const file = files.put('a', some, 1_000);
    files.drop('a', file);
    assert.equal(files.get('a'), undefined);
  });

  it('stay when no editor can open them, but a tab shows them or they were replaced', () => {
    files.put('a', some, 1_000);
    files.keep(new Set(['a']));
    files.drop('a', files.put('a', others, 1_000));
    assert.equal(files.get('a')?.content, others);
    const first = files.put('b', some, 1_000);
    files.put('b', others, 1_000);
    files.drop('b', first);
    assert.equal(files.get('b')?.content, others);
  });
});
