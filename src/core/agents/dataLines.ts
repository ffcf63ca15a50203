import type { JsonValue } from '../text/json';
import { plainJson } from '../text/plainText';
import { redact } from '../text/redact';

/** Maximum length of a text from a service in characters, so that one text cannot use up the budget of others. */
const maxLength = 2_000;

/** Invisible characters, in which instructions for a language model could hide from the user. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** Fields of a line, by names that are the same in every language. Fields that are `undefined` are left out. */
export interface DataLine {
  /** `job`, `failure` or `field` of a job, `unread` list, or `problem` of a connection. */
  readonly kind: 'job' | 'failure' | 'field' | 'unread' | 'problem';
  readonly [name: string]: JsonValue | undefined;
}

/**
 * Returns a line of JSON for a language model: without secrets, with hidden characters escaped, and with long texts
 * shortened.
 */
export function jsonLine(line: DataLine): string {
  const json = JSON.stringify(line, (_, value: unknown) => (typeof value === 'string' ? safeText(value) : value));
  return plainJson(json).replace(invisible, (sign) =>
    sign
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function safeText(text: string): string {
  // Redact before shortening, which could cut off the parameter name by which a secret is recognized.
  const safe = redact(text);
  return safe.length > maxLength ? `${safe.slice(0, maxLength)}…` : safe;
}
