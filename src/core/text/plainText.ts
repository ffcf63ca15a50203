/** Characters that would break a line or a column. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;

/** Control characters, which are invisible or show as a box. */
const CONTROLS = /[\p{Cc}\uFEFF\uFFF9-\uFFFB]/gu;

/** Directional marks, embeddings, overrides and isolates, which can make text appear in a misleading order. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/gu;

/**
 * Returns text from a service as one line that is safe to show as a label: without control and directional characters
 * and lone surrogates, and with a space for line breaks and tabs.
 */
export function plain(text: string): string {
  return text.toWellFormed().replace(BREAKS, ' ').replace(CONTROLS, '').replace(DIRECTIONS, '');
}

/** Like {@link plain}, but keeps line breaks (as `\n`) and tabs. */
export function plainLines(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\uFEFF\uFFF9-\uFFFB]/gu, '')
    .replace(DIRECTIONS, '');
}

/** Escapes in JSON text what {@link plain} would remove, as `\u202e`: the same JSON without hidden characters. */
export function plainJson(json: string): string {
  return json.replace(
    /(?![\n\t])\p{Cc}|[\u2028\u2029\uFEFF\uFFF9-\uFFFB\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
