import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { activated } from './support/testApi';

describe('Activation', () => {
  it('succeeds', async () => {
    const extension = extensions.getExtension('import-jobs.import-jobs');
    assert(extension);
    await extension.activate();
    assert(extension.isActive);
  });

  it('leaves a view that a command opens', async () => {
    const all = await commands.getCommands();
    assert(all.includes('importJobs.jobs.focus'));
    assert((await activated()).view.isVisible);
  });
});
