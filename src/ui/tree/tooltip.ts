import { MarkdownString } from 'vscode';
import { escapeMarkdown } from '../escape';

/** A label and its value. An absent or empty value has no line. */
export type TooltipLine = readonly [label: string, value: string | undefined];

/** Returns a tooltip with a heading and lines, with Markdown escaped. */
export function tooltip(heading: string, lines: readonly TooltipLine[]): MarkdownString {
  const texts = lines.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [escapeMarkdown(`${label}: ${value}`)],
  );
  return new MarkdownString([`**${escapeMarkdown(heading)}**`, ...texts].join('\n\n'));
}
