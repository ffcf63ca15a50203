import { stringify } from 'csv-stringify/sync';

/**
 * Returns rows as CSV by RFC 4180, with a line break after each. A cell that a spreadsheet would take for a formula
 * gets an apostrophe, which makes it text. Has a bundle of its own, because of the library.
 */
export function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    // By default, only a cell with this very delimiter would be quoted, and spreadsheets would break lines in others.
    { record_delimiter: 'windows', quote_record_delimiter: true, escape_formulas: true },
  );
}
