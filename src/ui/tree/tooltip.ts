import * as l10n from '@vscode/l10n';
import { MarkdownString } from 'vscode';
import { explain } from '../../core/failures/explain';
import type { ServiceFailure } from '../../core/failures/failure';
import { escapeMarkdown } from '../escape';

/** A label and its value, or text alone. An absent or empty value has no line. */
export type TooltipLine = readonly [label: string, value: string | undefined] | string;

/** Returns a tooltip with an optional heading and lines, with Markdown escaped. */
export function tooltip(heading: string | undefined, lines: readonly TooltipLine[]): MarkdownString {
  const texts = lines.flatMap((line) => {
    const text = typeof line === 'string' ? line : labeled(...line);
    return text === '' ? [] : [escapeMarkdown(text)];
  });
  const headings = heading === undefined ? [] : [`**${escapeMarkdown(heading)}**`];
  // Two spaces break the line. Paragraphs would be twice as high.
  return new MarkdownString([...headings, ...texts].join('  \n'));
}

/** Returns the lines about a failure, if any. */
export function failureLines(failure: ServiceFailure | undefined): readonly TooltipLine[] {
  if (failure === undefined) {
    return [];
  }
  const { sentence, next } = explain(failure);
  return [
    [l10n.t('Problem'), sentence],
    [l10n.t('What to do'), next],
  ];
}

function labeled(label: string, value = ''): string {
  return value === ''
    ? ''
    : l10n.t({ message: '{0}: {1}', args: [label, value], comment: ['A label and its value in a tooltip'] });
}
