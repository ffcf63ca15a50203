import { MarkdownString } from 'vscode';
import { plain } from '../../core/plainText';
import { withoutSecretsInText } from '../../core/presignedUrl';

/** A heading and a line for each fact there is. What comes from a service is text in it, whatever it holds. */
export function tooltip(heading: string, facts: Readonly<Record<string, string | undefined>>): MarkdownString {
  const markdown = new MarkdownString();
  markdown.appendMarkdown('**');
  appendText(markdown, heading);
  markdown.appendMarkdown('**');
  for (const [label, value] of Object.entries(facts)) {
    if (value !== undefined && value !== '') {
      markdown.appendMarkdown('\n\n');
      appendText(markdown, `${label}: ${value}`);
    }
  }
  return markdown;
}

/** With every sign as an entity: escaped with backslashes, as `appendText` does, a URL in it would still be a link. */
function appendText(markdown: MarkdownString, text: string): void {
  const entities = withoutSecretsInText(plain(text)).replace(/[^\p{L}\p{M}\p{N} ]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`);
  markdown.appendMarkdown(entities);
}
