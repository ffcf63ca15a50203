import assert from 'node:assert/strict';
import { tee } from '../../../src/core/failedRecords/streams';

const chunks = [1, 2, 3].map((byte) => Uint8Array.of(byte));

async function* source(failsAfter = Infinity, onEnd?: () => void): AsyncGenerator<Uint8Array> {
  try {
    for (const [place, chunk] of chunks.entries()) {
      await Promise.resolve();
      if (place >= failsAfter) throw new Error('broken');
      yield chunk;
    }
  } finally {
    onEnd?.();
  }
}

async function all(stream: AsyncIterable<Uint8Array>): Promise<number[]> {
  const bytes: number[] = [];
  for await (const chunk of stream) bytes.push(...chunk);
  return bytes;
}

describe('a stream with a second reader', () => {
  it('reaches both completely', async () => {
    let second: number[] = [];
    assert.deepEqual(
      await all(
        tee(source(), async (stream) => {
          second = await all(stream);
        }),
      ),
      [1, 2, 3],
    );
    assert.deepEqual(second, [1, 2, 3]);
  });

  it('continues when the second reader stops or fails', async () => {
    assert.deepEqual(await all(tee(source(), () => Promise.resolve())), [1, 2, 3]);
    assert.deepEqual(await all(tee(source(), () => Promise.reject(new Error('no')))), [1, 2, 3]);
    const first = async (stream: AsyncIterable<Uint8Array>) => {
      for await (const chunk of stream) return chunk;
      return undefined;
    };
    assert.deepEqual(await all(tee(source(), first)), [1, 2, 3]);
  });

  it('fails for both when it breaks or is abandoned, and is closed', async () => {
    for (const take of [Infinity, 1]) {
      let second: unknown;
      let ended = false;
      const stream = tee(
        source(take === Infinity ? 2 : Infinity, () => {
          ended = true;
        }),
        async (chunks) => {
          second = await all(chunks).catch((error: unknown) => error);
        },
      );
      const read = async () => {
        let taken = 0;
        for await (const chunk of stream) if (chunk.length > 0 && ++taken === take) break;
      };
      await (take === Infinity ? assert.rejects(read(), /broken/) : read());
      assert.ok(second instanceof Error);
      assert.ok(ended);
    }
  });
});
