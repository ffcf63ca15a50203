import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { activated } from './support/testApi';

describe('Activation', () => {
  it('succeeds', async () => {
    await activated();
    assert(extensions.getExtension('import-jobs.import-jobs')?.isActive);
  });

  it('leaves a view that a command opens', async () => {
    const all = await commands.getCommands();
    assert(all.includes('importJobs.jobs.focus'));
    assert((await activated()).view.isVisible);
  });
});
