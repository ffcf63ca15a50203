import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import { reasonField, type ReasonCounts } from '../core/failedRecords/recordsSummary';

/** Maximum length of a record in characters. A longer one has an unclosed quote. */
const longestRecord = 1_000_000;
const unclosedQuote: ReadonlySet<string> = new Set(['CSV_MAX_RECORD_SIZE', 'CSV_QUOTE_NOT_CLOSED']);

/**
 * Counts the records of a CSV file. The first line is a header if it names a reason or consists of names only.
 * @returns whether all records were counted; `false` if only those before an unclosed quote were
 * @throws what `chunks` throws
 */
export async function countCsv(
  chunks: AsyncIterable<Uint8Array>,
  delimiter: string,
  counts: ReasonCounts,
): Promise<boolean> {
  let column: number | undefined;
  let isFirst = true;
  const parser = parse({
    delimiter,
    // By default, the end of the first line would be that of all.
    record_delimiter: ['\r\n', '\n', '\r'],
    bom: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (record: readonly string[]) => {
      if (isFirst) {
        isFirst = false;
        const field = reasonField(record);
        column = field === undefined ? undefined : record.indexOf(field);
        if (field !== undefined || record.every(isName)) {
          return null;
        }
      }
      counts.add(column === undefined ? undefined : record[column]);
      // Returning null drops the record, so that counted records are not kept.
      return null;
    },
  });
  // The parser emits no records, but finishes only if its output is consumed.
  parser.resume();
  try {
    await pipeline(chunks, parser);
    return true;
  } catch (error) {
    if (error instanceof CsvError && unclosedQuote.has(error.code)) {
      return false;
    }
    throw error;
  }
}

function isName(field: string): boolean {
  return /^[\p{L}_][\p{L}\d_ .-]*$/u.test(field.trim());
}
