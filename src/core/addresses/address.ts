import * as l10n from '@vscode/l10n';

/** Maximum length of an address: 64 characters before the "@" and 255 after it. */
const maxLength = 320;

/** Characters that end an address in a text, such as a line of CSV or JSON. */
const address = /[^\s"'`<>,;:()[\]{}|\\@]+@[^\s"'`<>,;:()[\]{}|\\@]+/gu;

/** Returns why a text is not an email address, as a sentence; `undefined` if it is one. */
export function addressProblem(text: string): string | undefined {
  if (/[\p{Cc}\p{Cf}]/u.test(text)) {
    return l10n.t('The address contains hidden characters.');
  }
  return text.length <= maxLength && /^[^\s@]+@[^\s@]+$/u.test(text)
    ? undefined
    : l10n.t('Enter an email address, such as ana@example.com.');
}

/**
 * Returns the email address in a text that is nearest to a position; `undefined` without one.
 * @param position index in the text
 */
export function addressNear(text: string, position = 0): string | undefined {
  const distance = ({ index, 0: found }: RegExpExecArray) =>
    Math.max(0, index - position, position - index - found.length);
  const [nearest] = [...text.matchAll(address)].sort((a, b) => distance(a) - distance(b));
  return nearest?.[0].replace(/\.+$/u, '');
}
