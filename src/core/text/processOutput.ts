import { plain } from './plainText';
import { redact } from './redact';

const maxLength = 200;
/** A long word with uppercase and lowercase letters and digits, which is probably a token. */
const opaque = /(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{20,}/gu;

/**
 * Returns why a program failed: the last line it wrote, without possible secrets. Returns an empty text if it wrote
 * none.
 */
export function reasonIn(output: string): string {
  const line = output.split(/[\r\n]+/).findLast((text) => text.trim() !== '') ?? '';
  const reason = redact(plain(line).trim()).replace(opaque, '…');
  return reason.length > maxLength ? `${reason.slice(0, maxLength)}…` : reason;
}
