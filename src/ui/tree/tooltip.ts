import { MarkdownString } from 'vscode';
import { escapeMarkdown } from '../escape';

/** A label and what to say after it; no line where that is absent or empty. */
export type TooltipLine = readonly [label: string, value: string | undefined];

/** A heading and a line for each fact. What comes from a service is text in it, whatever it holds. */
export function tooltip(heading: string, lines: readonly TooltipLine[]): MarkdownString {
  const texts = lines.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [escapeMarkdown(`${label}: ${value}`)],
  );
  return new MarkdownString([`**${escapeMarkdown(heading)}**`, ...texts].join('\n\n'));
}
