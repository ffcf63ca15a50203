import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { l10nJsonFormat } from '@vscode/l10n-dev';

/** VS Code's pseudo-language: every letter has an accent, and vowels are doubled. */
export const pseudo = 'qps-ploc';

/** `undefined` is English. */
export type Language = 'de' | typeof pseudo | undefined;

export type Texts = Readonly<Record<string, string>>;

/** Names of the files with the manifest's texts and with those of the code. */
export const manifestFile = (language: Language) => `package.nls${language === undefined ? '' : `.${language}`}.json`;
export const bundleFile = (language: Language) =>
  `l10n/bundle.l10n${language === undefined ? '' : `.${language}`}.json`;

/** Key of the text that is not one: the language code that plurals are chosen by. */
export const isLanguageCode = (key: string) => key.startsWith('en/');

export function readTexts(file: string): l10nJsonFormat {
  return JSON.parse(readFileSync(file, 'utf8')) as l10nJsonFormat;
}

/** Returns the texts of a file, which may come with comments for translators. */
export function messagesIn(file: string): Texts {
  const texts = Object.entries(readTexts(file));
  return Object.fromEntries(texts.map(([key, text]) => [key, typeof text === 'string' ? text : text.message]));
}

async function pseudoTexts(file: string): Promise<Texts> {
  const { getL10nPseudoLocalized } = await import('@vscode/l10n-dev');
  const texts = readTexts(file);
  const made = getL10nPseudoLocalized(texts) as Texts;
  // Plurals go by a language that exists.
  return Object.fromEntries(Object.entries(made).map(([key, text]) => [key, isLanguageCode(key) ? 'en' : text]));
}

/** Returns the manifest's texts in a language, by key. */
export async function manifestTexts(language: Language): Promise<Texts> {
  return language === pseudo ? pseudoTexts(manifestFile(undefined)) : messagesIn(manifestFile(language));
}

/** Returns the texts of the code in a language, by the English text and the comment for translators, if any. */
export async function codeTexts(language: Language): Promise<Texts> {
  return language === pseudo ? pseudoTexts(bundleFile(undefined)) : messagesIn(bundleFile(language));
}

/** The extension's texts in a language, found by the English ones. */
export interface Wording {
  readonly manifest: (english: string) => string;
  readonly code: (english: string, ...values: readonly string[]) => string;
}

export async function wordingIn(language: Language): Promise<Wording> {
  const filled = (text: string, values: readonly string[]) =>
    text.replace(/\{(\d+)\}/g, (placeholder, index: string) => values[Number(index)] ?? placeholder);
  if (language === undefined)
    return { manifest: (english) => english, code: (english, ...values) => filled(english, values) };

  const [manifest, code] = await Promise.all([manifestTexts(language), codeTexts(language)]);
  const translated = (file: string, texts: Texts) => {
    const originals = Object.entries(messagesIn(file));
    return (english: string) => {
      const [key] = originals.find(([, text]) => text === english) ?? [];
      const text = key === undefined ? undefined : texts[key];
      if (text === undefined) throw new Error(`${file} has no text “${english}”, or it is not translated.`);
      return text;
    };
  };
  const ofCode = translated(bundleFile(undefined), code);
  return {
    manifest: translated(manifestFile(undefined), manifest),
    code: (english, ...values) => filled(ofCode(english), values),
  };
}

/** Adds the pseudo-language to an installed extension. */
export async function addPseudoLanguage(extension: string): Promise<void> {
  const write = (file: string, texts: Texts) => {
    writeFileSync(join(extension, file), JSON.stringify(texts));
  };
  write(manifestFile(pseudo), await manifestTexts(pseudo));
  write(bundleFile(pseudo), await codeTexts(pseudo));
}
