import { encodingOf, formatOf } from '../core/failedRecords/format';
import { ReasonCounts, type RecordsSummary } from '../core/failedRecords/recordsSummary';
import { withBeginning } from '../core/failedRecords/streams';
import { countCsv } from './csv';
import { countJsonLines } from './jsonLines';

/**
 * Counts the records of a file by reason while the file is read, without keeping them. Has a bundle of its own, because
 * of the CSV parser.
 * @param declaredFormat the import job's format, `CSV` or `JSON`
 * @throws what `chunks` throws
 */
export async function summarize(chunks: AsyncIterable<Uint8Array>, declaredFormat?: string): Promise<RecordsSummary> {
  const { beginning, whole } = await withBeginning(chunks, 65_536);
  const encoding = encodingOf(beginning);
  const all = encoding === 'utf-8' ? whole : recoded(whole, encoding);
  const counts = new ReasonCounts();
  const format = formatOf(beginning, declaredFormat);
  switch (format.kind) {
    case 'csv': {
      const isWhole = await countCsv(all, format.delimiter, counts);
      return { ...counts.summary(), ...(!isWhole && { unclosedQuote: true }) };
    }
    case 'jsonl':
      await countJsonLines(all, counts);
      return counts.summary();
    case 'json':
    case 'txt':
      return { ...counts.summary(), unknownFormat: true };
  }
}

async function* recoded(chunks: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) {
    yield Buffer.from(decoder.decode(chunk, { stream: true }));
  }
  yield Buffer.from(decoder.decode());
}
