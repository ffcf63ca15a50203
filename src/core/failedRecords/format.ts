import type { ImportJob } from '../job';
import { isObject, parsedJson } from '../json';

/** What a file of failed records is, as its beginning shows, by the extension that tells VS Code its language. */
export type RecordsFormat =
  { readonly kind: 'csv'; readonly delimiter: string } | { readonly kind: 'jsonl' | 'json' | 'txt' };

const looked = 65_536;
const delimiters = [',', ';', '\t'];
/** A field in quotes, which can have delimiters and line breaks. A quote within a field begins none. */
const quoted = /(?<![^,;\t\r\n])"(?:[^"]|"")*"/gu;
const record = new RegExp(`(?:${quoted.source}|[^\\r\\n])*`, 'u');

/** How a file is encoded, as `TextDecoder` calls it: as its byte order mark says, and else in UTF-8. */
export function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  return first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}

/**
 * Returns the format by the first 64 kB of a file.
 * @param declared the format that the import job names, which decides where the file itself does not tell: some services
 * take, and so may return, a CSV file of one column without a header
 */
export function formatOf(beginning: Uint8Array, declared?: string): RecordsFormat {
  const text = new TextDecoder(encodingOf(beginning)).decode(beginning.subarray(0, looked)).trimStart();
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
  // A sentence can have a comma; a list has one in the next record too.
  return best !== undefined && best.count > 1 && (second === '' || best.below > 1)
    ? { kind: 'csv', delimiter: best.delimiter }
    : declared?.toUpperCase() === 'CSV'
      ? { kind: 'csv', delimiter: ',' }
      : { kind: 'txt' };
}

/** How many fields a record has; what is in quotes is one. */
function columns(text: string, delimiter: string): number {
  return text.replace(quoted, '').split(delimiter).length;
}

const known: ReadonlySet<string> = new Set(['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'txt']);

/** `failed-records-<job id>.csv`, with nothing of the id that a file system could take for something else. */
export function fileNameOf(id: string, extension: string): string {
  const safe = id.replace(/[^\w-]+/gu, '_').slice(0, 100);
  return `failed-records-${safe}.${extension}`;
}

/** Returns the extension of a file that was not read yet: as its URL has it, else as what was imported. */
export function expectedExtension({ failures, source }: ImportJob): string {
  const path = URL.parse(failures?.failedRecordsUrl ?? '')?.pathname ?? '';
  const extension = /\.(\w+)(?:\.gz)?$/u.exec(path)?.[1]?.toLowerCase() ?? '';
  return known.has(extension) ? extension : source?.format?.toUpperCase() === 'JSON' ? 'jsonl' : 'csv';
}
