import { MarkdownString } from 'vscode';
import { escapeMarkdown } from '../escape';

/** A heading and a line for each fact there is. What comes from a service is text in it, whatever it holds. */
export function tooltip(heading: string, facts: Readonly<Record<string, string | undefined>>): MarkdownString {
  const lines = Object.entries(facts).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [escapeMarkdown(`${label}: ${value}`)],
  );
  return new MarkdownString([`**${escapeMarkdown(heading)}**`, ...lines].join('\n\n'));
}
