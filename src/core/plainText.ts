/** Characters that would break a line or a column: they become a space. */
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;

/** Control characters, which show as nothing or as a box. */
const CONTROLS = /[\p{Cc}\uFEFF\uFFF9-\uFFFB]/gu;

/** Marks, embeddings, overrides and isolates, with which a text can be shown in another order than it is read. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/gu;

/** Half a character, left over where a text was cut in the middle. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

/**
 * A text from a service as one line that is safe to show as a label: no control characters and none that change the
 * direction of what follows. Line breaks and tabs become a space.
 */
export function plain(text: string): string {
  return wellFormed(text).replace(BREAKS, ' ').replace(CONTROLS, '').replace(DIRECTIONS, '');
}

/** As {@link plain}, for a text that is shown on several lines: its line breaks (as `\n`) and tabs stay. */
export function plainLines(text: string): string {
  return wellFormed(text)
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/(?![\n\t])\p{Cc}|[\uFEFF\uFFF9-\uFFFB]/gu, '')
    .replace(DIRECTIONS, '');
}

/** JSON text with what {@link plain} would take out written as `\u202e`: still the same JSON, and nothing hidden in it. */
export function plainJson(json: string): string {
  return json.replace(
    /(?![\n\t])\p{Cc}|[\u2028\u2029\uFEFF\uFFF9-\uFFFB\u061C\u200E\u200F\u202A-\u202E\u2066-\u206F]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
