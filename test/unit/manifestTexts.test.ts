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
  'userDescription',
]);

/** Fields that VS Code hands to language models, in English whatever the display language. */
const modelFields: ReadonlySet<string> = new Set(['modelDescription', 'inputSchema']);

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
    ? Object.entries(value).flatMap(([name, field]) =>
        modelFields.has(name) || isNameOfTool(field) ? [] : textsIn(field, textFields.has(name)),
      )
    : [];
}

/** Whether a field is the name by which language models call a tool. */
function isNameOfTool(field: unknown): boolean {
  return typeof field === 'string' && /^importJobs_\w+$/.test(field);
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
