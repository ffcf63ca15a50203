import { plain } from '../text/plainText';
import { redact } from '../text/redact';

/** Maximum length of a quoted text. */
const maxLength = 500;

/** Escapes text for Markdown. Removes secrets. */
export function markdownText(text: string): string {
  return clean(text).replace(/[\\`*_[\]<>&#|~!$]/gu, '\\$&');
}

/** Formats a value as a code span that the value's own backticks cannot close. Removes secrets. */
export function markdownCode(value: string): string {
  const inside = clean(value);
  const longest = Math.max(0, ...[...inside.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return inside === '' ? '–' : `${fence}${space}${inside}${space}${fence}`;
}

function clean(text: string): string {
  const line = plain(redact(text)).trim();
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}
