import * as l10n from '@vscode/l10n';

let rules: Intl.PluralRules | undefined;

/** Returns the language of the translation. */
export function textsLanguage(): string {
  return l10n.t({ message: 'en', args: [], comment: ['The language code of this translation, for its plural rules'] });
}

/** Returns the text for a count by the plural rules of the display language. @param other the plural */
export function plural(count: number, one: string, other: string): string {
  rules ??= new Intl.PluralRules(textsLanguage());
  return rules.select(count) === 'one' ? one : other;
}
