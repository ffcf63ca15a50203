import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { bundleFile, isLanguageCode, manifestFile, messagesIn } from '../support/languages';

const english = { ...messagesIn(manifestFile(undefined)), ...messagesIn(bundleFile(undefined)) };

/** Texts that are the same in German. */
const same = new Set([
  ...[
    'Bucket',
    'Details',
    'Export',
    'Format',
    'Import',
    'Import Jobs',
    'Israel (Tel Aviv)',
    'Name',
    'Problem',
    'Proxy',
    'Region',
  ],
  ...['Segment', 'Segment {0}', 'Status', 'Status in AWS: {0}', '{0} in {1}'],
  ...['{0} d', '{0} h', '{0} min', '{0} s', '{0} ms'],
]);

const hasWords = (text: string) => /\p{L}/u.test(text.replace(/\{\w+\}/g, ''));

/** Returns what has to stay in a text: placeholders, links to commands and settings, and code. */
const fixedParts = (text: string) => (text.match(/\{\w+\}|\(command:[^)]*\)|`[^`]*`|#[\w.]+#/g) ?? []).sort();

/**
 * Returns the keys of the texts in a source file, as `npm run l10n` makes them. That takes seconds; a lint rule ensures that
 * each text is a plain string.
 */
function keysIn(source: string, file: string): readonly string[] {
  if (!source.includes('l10n.t(')) return [];
  const keys: string[] = [];
  const stringsIn = (node: ts.Node | undefined): readonly string[] =>
    node === undefined ? [] : ts.isStringLiteralLike(node) ? [node.text] : node.getChildren().flatMap(stringsIn);
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'l10n.t') {
      const [first] = node.arguments;
      const properties = first !== undefined && ts.isObjectLiteralExpression(first) ? first.properties : [];
      const property = (name: string) => stringsIn(properties.find((one) => one.name?.getText() === name)).join('');
      keys.push(properties.length === 0 ? stringsIn(first).join('') : `${property('message')}/${property('comment')}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true));
  return keys;
}

describe('The texts of the extension', () => {
  it('are all in the bundle for translators', () => {
    const keys = globSync('src/**/*.{ts,tsx}').flatMap((file) => keysIn(readFileSync(file, 'utf8'), file));
    assert.deepEqual(
      Object.keys(messagesIn(bundleFile(undefined))).sort(),
      [...new Set(keys)].sort(),
      'Run npm run l10n, and translate what it added.',
    );
  });

  for (const file of [manifestFile, bundleFile]) {
    it(`of ${file(undefined)} are all translated to German, with the same placeholders`, () => {
      const texts = messagesIn(file(undefined));
      const german = messagesIn(file('de'));
      const keys = (of: object) => Object.keys(of).sort();
      assert.deepEqual(keys(german), keys(texts), `${file('de')} must have the same keys as ${file(undefined)}.`);
      for (const [key, text] of Object.entries(german))
        assert.deepEqual(fixedParts(text), fixedParts(texts[key] ?? ''), `The placeholders of “${text}”`);
    });

    it(`of ${file(undefined)} differ in German, but for those that are listed`, () => {
      const texts = messagesIn(file(undefined));
      const equal = Object.entries(messagesIn(file('de'))).flatMap(([key, text]) =>
        text === texts[key] ? [text] : [],
      );
      assert.deepEqual(
        equal.filter((text) => hasWords(text) && !same.has(text)),
        [],
      );
    });
  }

  it('are listed as the same in German only if they are', () => {
    const german = { ...messagesIn(manifestFile('de')), ...messagesIn(bundleFile('de')) };
    const equal = Object.entries(german).flatMap(([key, text]) => (text === english[key] ? [text] : []));
    assert.deepEqual(
      [...same].filter((text) => !equal.includes(text)),
      [],
    );
  });

  it('name the language of their plural rules', () => {
    const [key, ...others] = Object.keys(messagesIn(bundleFile(undefined))).filter(isLanguageCode);
    assert.ok(key !== undefined && others.length === 0);
    assert.equal(messagesIn(bundleFile('de'))[key], 'de');
  });
});
