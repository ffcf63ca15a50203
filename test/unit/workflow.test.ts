import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { newest, oldest } from '../support/vscode/cache';

describe('The workflow of continuous integration', () => {
  const workflow = readFileSync('.github/workflows/test.yml', 'utf8');

  it('tests the oldest and the newest VS Code that the other suites run', () => {
    assert.ok(workflow.includes(`vscode: [${oldest}, ${newest}]`));
  });

  it('pins each action to a commit and may only read', () => {
    const actions = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    assert.ok(actions.length > 0);
    for (const action of actions) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    assert.match(workflow, /^permissions:\n {2}contents: read\n\n/m);
  });

  it('calls only scripts that there are', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = [...workflow.matchAll(/run: (.+)/g)].map(([, command = '']) => command);
    assert.deepEqual(commands, ['npm cit', 'npm ci', 'npm test -- unit extension']);
    assert.ok('test' in scripts);
  });
});
