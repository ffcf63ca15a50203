import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { formatMessages } from 'esbuild';

interface Tasks {
  readonly tasks: readonly {
    readonly label: string;
    readonly problemMatcher: { readonly pattern: readonly { readonly regexp: string }[] };
  }[];
}

interface Launch {
  readonly configurations: readonly { readonly preLaunchTask: string }[];
}

/** Parses JSON with comments on lines of their own. */
const parse = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8').replace(/^\s*\/\/.*$/gm, ''));

describe('The configurations for debugging', () => {
  const { tasks } = parse('.vscode/tasks.json') as Tasks;

  it('start tasks that exist', () => {
    const { configurations } = parse('.vscode/launch.json') as Launch;
    const labels = tasks.map(({ label }) => label);
    assert.deepEqual(
      configurations.filter(({ preLaunchTask }) => !labels.includes(preLaunchTask)),
      [],
    );
  });

  it("match esbuild's errors", async () => {
    const location = { file: 'src/extension.ts', line: 3, column: 7, length: 4, lineText: 'const = 1;' };
    const [text = ''] = await formatMessages([{ text: 'Unexpected "="', location }], { kind: 'error' });
    const lines = text.split('\n');
    const patterns = tasks.find(({ label }) => label === 'watch')?.problemMatcher.pattern ?? [];
    const groups = patterns.map(({ regexp }, index) => new RegExp(regexp).exec(lines[index] ?? '')?.slice(1));
    assert.deepEqual(groups, [['Unexpected "="'], [], ['src/extension.ts', '3', '7']]);
  });
});
