/** What a file of failed records is, as far as its beginning tells. */
export type RecordsFormat =
  | { readonly kind: 'csv'; readonly delimiter: string }
  | { readonly kind: 'jsonLines' }
  | { readonly kind: 'json' }
  | { readonly kind: 'text' };

/** How files of a format are named, which is how VS Code and its extensions know the language. */
export const extensionOf: Readonly<Record<RecordsFormat['kind'], string>> = { csv: 'csv', jsonLines: 'jsonl', json: 'json', text: 'txt' };

const looked = 65_536;
const delimiters = [',', ';', '\t'];

/** Tells the format from the first bytes of a file; more than 64 kB are not looked at. */
export function formatOf(beginning: Uint8Array): RecordsFormat {
  const text = new TextDecoder().decode(beginning.subarray(0, looked)).trimStart();
  const [first = '', second = ''] = text.split(/\r?\n/u, 2);
  if (/^[[{]/u.test(text)) {
    return isObject(first) ? { kind: 'jsonLines' } : { kind: 'json' };
  }
  const counts = delimiters.map((delimiter) => ({ delimiter, count: columns(first, delimiter), below: columns(second, delimiter) }));
  const [best] = counts.sort((one, other) => other.count - one.count);
  // A sentence can have a comma; a list has one in the next line too.
  return best !== undefined && best.count > 1 && (second === '' || best.below > 1) ? { kind: 'csv', delimiter: best.delimiter } : { kind: 'text' };
}

/** How many fields a line has; what is in quotes is one. */
function columns(line: string, delimiter: string): number {
  return line.replace(/"[^"]*"/gu, '').split(delimiter).length;
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
