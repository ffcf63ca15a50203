import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { newest, oldest } from '../support/vscode/cache';

describe('The workflow of continuous integration', () => {
  const workflow = readFileSync('.github/workflows/test.yml', 'utf8');

  it('tests the oldest and newest VS Code of the other suites', () => {
    assert.ok(workflow.includes(`vscode: [${oldest}, ${newest}]`));
  });

  it('pins each action to a commit and has read-only permissions', () => {
    const actions = [...workflow.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
    assert.ok(actions.length > 0);
    for (const action of actions) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    assert.match(workflow, /^permissions:\n {2}contents: read\n\n/m);
  });

  it('calls only existing scripts', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const commands = [...workflow.matchAll(/run: (.+)/g)].map(([, command = '']) => command);
    assert.deepEqual(commands, ['npm cit', 'npm ci', 'npm test -- unit extension']);
    assert.ok('test' in scripts);
  });
});
