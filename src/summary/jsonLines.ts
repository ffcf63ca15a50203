import { reasonField, type ReasonCounts } from '../core/failedRecords/recordsSummary';
import { fieldsOf, isObject, parsedJson } from '../core/text/json';

/** Maximum length of a line to parse. Longer lines are only counted. */
const longestLine = 1_000_000;

/** Counts the records of a file with a JSON object on each line. */
export async function countJsonLines(chunks: AsyncIterable<Uint8Array>, counts: ReasonCounts): Promise<void> {
  const decoder = new TextDecoder();
  let line = '';
  let isTooLong = false;
  const end = () => {
    if (isTooLong || line.trim() !== '') {
      counts.add(isTooLong ? undefined : reasonIn(line));
    }
    line = '';
    isTooLong = false;
  };
  const take = (text: string) => {
    isTooLong ||= line.length + text.length > longestLine;
    line = isTooLong ? '' : line + text;
  };
  for await (const chunk of chunks) {
    const [first = '', ...others] = decoder.decode(chunk, { stream: true }).split('\n');
    take(first);
    for (const text of others) {
      end();
      take(text);
    }
  }
  take(decoder.decode());
  end();
}

function reasonIn(line: string): string | undefined {
  const value = reasonOf(parsedJson(line));
  // The reason can be an object: `{"error": {"message": …}}`.
  return textOf(isObject(value) ? reasonOf(value) : value);
}

function reasonOf(record: unknown): unknown {
  const fields = fieldsOf(record);
  return fields[reasonField(Object.keys(fields)) ?? ''];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
