import { plain } from './plainText';
import { redact } from './redact';

const longest = 200;
/** Capital and small letters and digits in one long word: a token, more likely than not. */
const opaque = /(?=[\w+/=-]*[a-z])(?=[\w+/=-]*[A-Z])(?=[\w+/=-]*\d)[\w+/=-]{20,}/gu;

/** The reason in what a failed program wrote: its last line, without what may be a secret. Empty when it wrote nothing. */
export function reasonIn(output: string): string {
  const line = output.split(/[\r\n]+/).findLast((text) => text.trim() !== '') ?? '';
  const reason = redact(plain(line).trim()).replace(opaque, '…');
  return reason.length > longest ? `${reason.slice(0, longest)}…` : reason;
}
