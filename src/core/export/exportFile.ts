import { plainJson, plainLines } from '../text/plainText';
import { withoutSecretsInText } from '../text/presignedUrl';
import { columns, type Column, type ExportedJob } from './columns';

/** Returns rows as CSV. A file is the concatenated text of several calls. */
export type CsvLines = (rows: readonly (readonly string[])[]) => string;

/**
 * Yields a CSV file, meant for spreadsheets. It begins with a byte order mark, because without one Excel decodes UTF-8
 * as the system's legacy encoding. Other spreadsheets skip it.
 */
export async function* csvFile(
  batches: AsyncIterable<readonly ExportedJob[]>,
  csvLines: CsvLines,
): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`\ufeff${csvLines([columns.map(({ heading }) => heading)])}`);
  for await (const batch of batches) {
    yield Buffer.from(csvLines(batch.map((exported) => columns.map((column) => csvText(column, exported)))));
  }
}

/** Yields a JSON file: a list of objects, all with the same fields. */
export async function* jsonFile(batches: AsyncIterable<readonly ExportedJob[]>): AsyncGenerator<Uint8Array> {
  let before = '[\n';
  for await (const batch of batches) {
    for (const exported of batch) {
      yield Buffer.from(`${before}${jsonObject(exported)}`);
      before = ',\n';
    }
  }
  yield Buffer.from(before === '[\n' ? '[]\n' : '\n]\n');
}

/** Returns a cell. Times have a form that spreadsheets recognize: `2026-11-22 10:41:00`. */
function csvText({ kind, valueOf }: Column, exported: ExportedJob): string {
  const value = valueOf(exported);
  if (value === undefined) {
    return '';
  }
  return kind === 'time' && typeof value === 'number'
    ? timeText(value, (iso) => iso.slice(0, 19).replace('T', ' '))
    : plainLines(withoutSecretsInText(String(value)));
}

function jsonObject(exported: ExportedJob): string {
  const fields = columns.map(({ id, kind, valueOf }) => {
    const value = valueOf(exported) ?? null;
    if (kind === 'time' && typeof value === 'number') {
      return [id, timeText(value, (iso) => iso)] as const;
    }
    return [id, typeof value === 'string' ? withoutSecretsInText(value) : value] as const;
  });
  return plainJson(JSON.stringify(Object.fromEntries(fields)));
}

/**
 * Formats a time, in milliseconds since the epoch, by its ISO 8601 text in UTC; returns an empty string for a time
 * outside the range of `Date`.
 */
export function timeText(time: number, format: (iso: string) => string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? '' : format(date.toISOString());
}
