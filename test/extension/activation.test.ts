import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';
import { activated } from './support/testApi';

describe('Activation', () => {
  it('succeeds', async () => {
    await activated();
    assert(extensions.getExtension('import-jobs.import-jobs')?.isActive);
  });

  it('leaves a view that a command can open', async () => {
    const all = await commands.getCommands();
    assert(all.includes('importJobs.jobs.focus'));
    assert((await activated()).view.isVisible);
  });

  it('happens on first use of the extension, not when a window starts', () => {
    const { activationEvents = [] } = extensions.getExtension('import-jobs.import-jobs')?.packageJSON as {
      readonly activationEvents?: readonly string[];
    };
    // VS Code adds events for the contributed view and commands.
    const shows = /^onUri$|^(onUri|onView|onCommand|onWebviewPanel|onFileSystem):import-?jobs/i;
    assert.deepEqual(
      activationEvents.filter((event) => !shows.test(event)),
      [],
    );
  });
});
