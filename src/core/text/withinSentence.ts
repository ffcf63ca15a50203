import { textsLanguage } from './plural';

/** Languages that capitalize nouns within a sentence. */
const capitalizing: ReadonlySet<string> = new Set(['de', 'lb']);

/**
 * Returns a label for use within a sentence: "endpoint import" for "Endpoint import". Abbreviations stay as they are.
 */
export function withinSentence(label: string): string {
  const isName = capitalizing.has(textsLanguage()) || !/^\p{Lu}\p{Ll}/u.test(label);
  return isName ? label : `${label.charAt(0).toLowerCase()}${label.slice(1)}`;
}
