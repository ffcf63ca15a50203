import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, type Linter } from 'eslint';

/** Returns ESLint with only the rules of one plugin of eslint.config.mjs. */
export async function projectRule(plugin: string): Promise<ESLint> {
  const file = pathToFileURL(resolve('eslint.config.mjs')).href;
  const { default: config } = (await import(file)) as { default: Linter.Config[] };
  const rules = config.filter(({ plugins }) => plugins !== undefined && plugin in plugins);
  const parser = config.map(({ languageOptions }) => languageOptions?.parser).find((found) => found !== undefined);
  assert.ok(parser !== undefined && rules.length > 0);
  return new ESLint({
    overrideConfigFile: true,
    overrideConfig: [{ files: ['**/*.ts', '**/*.tsx'], languageOptions: { parser } }, ...rules],
  });
}
