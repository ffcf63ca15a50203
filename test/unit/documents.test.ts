import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const documents = globSync('*.md').concat(globSync('docs/*.md'));

const matches = (file: string, pattern: RegExp) =>
  [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, match = '']) => match);

/** Words that readers stop at, from the translation of another language's idioms. */
const unidiomatic =
  /\b(somebody|nobody|whoever|anew|in vain|so many|is none|at the worst|made[- ]up|is told|looks? at|has run out|goes on|no half of|licence)\b/i;

describe('Documents', () => {
  for (const file of documents) {
    describe(file, () => {
      it('links only to files that exist', () => {
        const addresses = matches(file, /\]\(([^)#]+)\)/g).filter((address) => !address.startsWith('https://'));
        assert.deepEqual(
          addresses.filter((address) => !existsSync(join(dirname(file), address))),
          [],
        );
      });

      it('names only scripts that exist', () => {
        const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
        assert.deepEqual(
          matches(file, /\bnpm run (?:--?\S+ )*([\w:]+)/g).filter((script) => !(script in scripts)),
          [],
        );
      });

      it('names only paths of the project that exist', () => {
        const paths = matches(file, /`((?:test|src|l10n|media|docs|lint|\.vscode)\/[\w./-]+)`/g);
        assert.deepEqual(
          paths.filter((path) => !existsSync(path)),
          [],
        );
      });

      it('is in plain words', () => {
        const lines = readFileSync(file, 'utf8').split('\n');
        assert.deepEqual(
          lines.filter((line) => unidiomatic.test(line)),
          [],
        );
      });
    });
  }
});
