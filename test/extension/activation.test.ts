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

  it('waits for what the extension has to show, and not for the start of a window', () => {
    const { activationEvents = [] } = extensions.getExtension('import-jobs.import-jobs')?.packageJSON as {
      readonly activationEvents?: readonly string[];
    };
    // VS Code adds those of the contributed view and commands by itself.
    const shows = /^(onView|onCommand|onWebviewPanel|onFileSystem):import-?jobs/i;
    assert.deepEqual(
      activationEvents.filter((event) => !shows.test(event)),
      [],
    );
  });
});
