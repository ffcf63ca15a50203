/** A file whose beginning was looked at, from its beginning. What `rest` throws is thrown. */
export async function* joined(
  first: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
