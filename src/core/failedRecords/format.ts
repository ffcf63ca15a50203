import type { ImportJob } from '../jobs/job';
import { isObject, parsedJson } from '../text/json';
import { declaredFormatOf, urlOf, type JobFile } from './jobFile';

/** Format of a failed-records file. Its file extension determines the language in VS Code. */
type RecordsFormat = { readonly kind: 'csv'; readonly delimiter: string } | { readonly kind: 'jsonl' | 'json' | 'txt' };

const inspectedLength = 65_536;
const delimiters = [',', ';', '\t'];
/** A quoted field, which can contain delimiters and line breaks. Quotes within a field do not start one. */
const quoted = /(?<![^,;\t\r\n])"(?:[^"]|"")*"/gu;
const record = new RegExp(`(?:${quoted.source}|[^\\r\\n])*`, 'u');

/** Returns the `TextDecoder` encoding by the byte order mark; UTF-8 without one. */
export function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  return first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * Returns the format of a file by its first 64 kB.
 * @param declared the import job's format, used when the content is ambiguous: some services accept, and so may return,
 * a CSV file with one column and no header
 */
export function formatOf(beginning: Uint8Array, declared?: string): RecordsFormat {
  const text = new TextDecoder(encodingOf(beginning)).decode(beginning.subarray(0, inspectedLength)).trimStart();
  if (/^[[{]/u.test(text)) {
    const first = parsedJson(text.split('\n', 1)[0] ?? '');
    return { kind: isObject(first) && !Array.isArray(first) ? 'jsonl' : 'json' };
  }
  const [first = ''] = record.exec(text) ?? [];
  const [second = ''] = record.exec(text.slice(first.length).replace(/^\r?\n/u, '')) ?? [];
  const counts = delimiters.map((delimiter) => ({
    delimiter,
    count: columns(first, delimiter),
    below: columns(second, delimiter),
  }));
  const [best] = counts.sort((one, other) => other.count - one.count);
  // A sentence can contain a comma too. A CSV file has one in the next record as well.
  return best !== undefined && best.count > 1 && (second === '' || best.below > 1)
    ? { kind: 'csv', delimiter: best.delimiter }
    : declared?.toUpperCase() === 'CSV'
      ? { kind: 'csv', delimiter: ',' }
      : { kind: 'txt' };
}

/** Returns the number of fields in a record. */
function columns(text: string, delimiter: string): number {
  return text.replace(quoted, '').split(delimiter).length;
}

const known: ReadonlySet<string> = new Set(['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'txt']);

/** Returns `failed-records-<job id>.csv`, without characters that are special to file systems. */
export function fileNameOf(id: string, extension: string, file: JobFile = 'failedRecords'): string {
  const safe = id.replace(/[^\w-]+/gu, '_').slice(0, 100);
  return `${file === 'failedRecords' ? 'failed-records' : 'result'}-${safe}.${extension}`;
}

/** Returns the likely extension of a file that has not been read: the URL's, or else that of the declared format. */
export function expectedExtension(job: ImportJob, file: JobFile = 'failedRecords'): string {
  const path = URL.parse(urlOf(job, file) ?? '')?.pathname ?? '';
  const extension = /\.(\w+)(?:\.gz)?$/u.exec(path)?.[1]?.toLowerCase() ?? '';
  return known.has(extension) ? extension : declaredFormatOf(job, file)?.toUpperCase() === 'JSON' ? 'jsonl' : 'csv';
}
