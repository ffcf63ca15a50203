import type { Formats } from '../text/formats';
import { plain } from '../text/plainText';
import { withoutSecretsInText } from '../text/presignedUrl';
import { columns, type Column, type ExportedJob } from './columns';
import { timeText } from './exportFile';

/** Returns a Markdown table, with counts in the user's locale. Columns without any value are left out. */
export function markdownTable(jobs: readonly ExportedJob[], { count }: Pick<Formats, 'count'>): string {
  const shown = columns.filter(({ valueOf }) => jobs.some((job) => cellText(valueOf(job)) !== ''));
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(shown.map(({ heading }) => escaped(heading))),
    line(shown.map(({ kind }) => (kind === 'count' ? '---:' : '---'))),
    ...jobs.map((job) => line(shown.map((column) => cell(column, job, count)))),
  ].join('\n');
}

function cell({ kind, valueOf }: Column, exported: ExportedJob, formatCount: (count: number) => string): string {
  const value = valueOf(exported);
  if (typeof value === 'number') {
    return kind === 'time' ? timeText(value, (iso) => iso.slice(0, 16).replace('T', ' ')) : formatCount(value);
  }
  const text = cellText(value);
  // A code span keeps a service's text from being rendered as Markdown, a link or a mention. Backticks and bars cannot
  // be escaped in one reliably, so texts with them are escaped as entities instead.
  return kind === 'label' || text === '' || /[`|]/u.test(text) ? escaped(text) : `\`${text}\``;
}

function cellText(value: string | number | undefined): string {
  return value === undefined ? '' : plain(withoutSecretsInText(String(value))).trim();
}

/** Replaces every character that may have a meaning in Markdown or HTML by an entity. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N} .,]/gu, (sign) => `&#${String(sign.codePointAt(0))};`);
}
