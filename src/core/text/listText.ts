import { textsLanguage } from './plural';

let format: Intl.ListFormat | undefined;

/** Returns items as a list in the display language: "A, B and C". */
export function listText(items: readonly string[]): string {
  format ??= new Intl.ListFormat(textsLanguage());
  return format.format(items);
}
