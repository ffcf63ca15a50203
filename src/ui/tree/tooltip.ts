import { MarkdownString } from 'vscode';
import { inMarkdown } from '../inert';

/** A heading and a line for each fact there is. What comes from a service is text in it, whatever it holds. */
export function tooltip(heading: string, facts: Readonly<Record<string, string | undefined>>): MarkdownString {
  const lines = Object.entries(facts).flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [inMarkdown(`${label}: ${value}`)],
  );
  return new MarkdownString([`**${inMarkdown(heading)}**`, ...lines].join('\n\n'));
}
