import { stringify } from 'csv-stringify/sync';

/**
 * Returns rows as CSV by RFC 4180, with a line break after each. An apostrophe before a cell that a spreadsheet would
 * take for a formula makes it a text. Has a bundle of its own, because of the library.
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    { record_delimiter: 'windows', escape_formulas: true },
  );
}
