import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** Names of the manifest's fields that VS Code shows. */
const textFields: ReadonlySet<string> = new Set([
  'displayName',
  'description',
  'markdownDescription',
  'enumDescriptions',
  'title',
  'category',
  'name',
  'label',
  'contextualTitle',
  'contents',
  'altText',
  'accessibilityHelpContent',
]);

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, unknown>>;

/** Returns the texts in the fields that VS Code shows, at any depth. */
function textsIn(value: unknown, isShown = false): readonly string[] {
  if (typeof value === 'string') {
    return isShown ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((item) => textsIn(item, isShown));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, field]) => textsIn(field, textFields.has(name)))
    : [];
}

describe("the manifest's texts", () => {
  it('are keys of package.nls.json, which has no others', () => {
    const { displayName, description, contributes } = read('package.json');
    const texts = textsIn({ displayName, description, contributes });
    assert.ok(texts.length > 40, 'Every command and every setting has a text.');
    assert.deepEqual(
      texts.filter((text) => !/^%[\w.]+%$/.test(text)),
      [],
    );
    assert.deepEqual(
      [...new Set(texts.map((text) => text.slice(1, -1)))].sort(),
      Object.keys(read('package.nls.json')).sort(),
    );
  });
});
