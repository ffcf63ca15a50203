import { formatOf } from '../core/failedRecords/format';
import { ReasonCounts, type RecordsSummary } from '../core/failedRecords/recordsSummary';
import { countCsv } from './csv';
import { countJsonLines } from './jsonLines';

const looked = 65_536;

/**
 * Counts the records of a file by reason, as it comes: neither the file nor its records are kept. A bundle of its own,
 * for it brings a CSV parser.
 * @throws what `chunks` throws
 */
export async function summarize(chunks: AsyncIterable<Uint8Array>): Promise<RecordsSummary> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  for (let length = 0; length < looked; ) {
    const next = await iterator.next();
    if (next.done === true) {
      break;
    }
    first.push(next.value);
    length += next.value.length;
  }
  const all = joined(first, { [Symbol.asyncIterator]: () => iterator });
  const counts = new ReasonCounts();
  const format = formatOf(Buffer.concat(first));
  switch (format.kind) {
    case 'csv': {
      const isWhole = await countCsv(all, format.delimiter, counts);
      return { ...counts.summary(), ...(isWhole ? {} : { unclosedQuote: true }) };
    }
    case 'jsonLines':
      await countJsonLines(all, counts);
      return counts.summary();
    case 'json':
    case 'text':
      await iterator.return?.();
      return { ...counts.summary(), unknownFormat: true };
  }
}

async function* joined(first: readonly Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* first;
  yield* rest;
}
