/** What a file of failed records is, as far as its beginning tells. */
export type RecordsFormat =
  | { readonly kind: 'csv'; readonly delimiter: string }
  | { readonly kind: 'jsonLines' }
  | { readonly kind: 'json' }
  | { readonly kind: 'text' };

/** How files of a format are named, which is how VS Code and its extensions know the language. */
export const extensionOf: Readonly<Record<RecordsFormat['kind'], string>> = {
  csv: 'csv',
  jsonLines: 'jsonl',
  json: 'json',
  text: 'txt',
};

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
 * @param declared the format that the import job names, which decides where the file itself does not tell: SES takes, and so
 * may return, a CSV file of one column without a header
 */
export function formatOf(beginning: Uint8Array, declared?: string): RecordsFormat {
  const text = new TextDecoder(encodingOf(beginning)).decode(beginning.subarray(0, looked)).trimStart();
  if (/^[[{]/u.test(text)) {
    return isObject(text.split('\n', 1)[0] ?? '') ? { kind: 'jsonLines' } : { kind: 'json' };
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
      : { kind: 'text' };
}

/** How many fields a record has; what is in quotes is one. */
function columns(text: string, delimiter: string): number {
  return text.replace(quoted, '').split(delimiter).length;
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
