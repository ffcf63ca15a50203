/**
 * Passes a stream on, and gives it to a second reader as it goes by: neither gets ahead of the other by more than a piece.
 * A second reader that stops or fails is left behind; when the stream fails or is let go of, the second reader's fails.
 */
export async function* alongside(
  chunks: AsyncIterable<Uint8Array>,
  read: (chunks: AsyncIterable<Uint8Array>) => Promise<unknown>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // Whoever lets go has a reason of its own; a promise that nobody waits for must not fail.
  writer.closed.catch(() => undefined);
  const second = { isDone: false };
  const reading = read(readable)
    .catch(() => undefined)
    .finally(() => {
      second.isDone = true;
    });
  let isWhole = false;
  try {
    for await (const chunk of chunks) {
      if (!second.isDone) {
        await Promise.race([writer.write(chunk).catch(() => undefined), reading]);
      }
      yield chunk;
    }
    isWhole = true;
  } finally {
    void (isWhole ? writer.close() : writer.abort(new Error('The file was not read to its end.'))).catch(
      () => undefined,
    );
    await reading;
  }
}
