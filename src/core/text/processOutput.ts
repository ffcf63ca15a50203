import { plain } from './plainText';
import { redact } from './redact';

const maxLength = 200;
/** A long word with upper and lower case letters and digits: probably a token. */
const opaque = /(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{20,}/gu;

/** Returns the reason why a program failed: the last line it wrote, without possible secrets; empty when there is none. */
export function reasonIn(output: string): string {
  const line = output.split(/[\r\n]+/).findLast((text) => text.trim() !== '') ?? '';
  const reason = redact(plain(line).trim()).replace(opaque, '…');
  return reason.length > maxLength ? `${reason.slice(0, maxLength)}…` : reason;
}
