import { MarkdownString } from 'vscode';
import { escapeMarkdown } from '../escape';

/** A label and its value; no line for an absent or empty value. */
export type TooltipLine = readonly [label: string, value: string | undefined];

/** Returns a tooltip with a heading and lines. Escapes Markdown. */
export function tooltip(heading: string, lines: readonly TooltipLine[]): MarkdownString {
  const texts = lines.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [escapeMarkdown(`${label}: ${value}`)],
  );
  return new MarkdownString([`**${escapeMarkdown(heading)}**`, ...texts].join('\n\n'));
}
