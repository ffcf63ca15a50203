import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { commandNames } from '../../../src/ui/commands/names';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe('The commands', () => {
  it('are those of the manifest and those that only rows and the status bar use', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
    const contributed = contributes.commands.map(({ command }) => command);
    const names = commandNames.map((name) => `importJobs.${name}`);
    assert.deepEqual(
      contributed.filter((command) => !names.includes(command)),
      [],
    );
    const others = [
      'importJobs.openConnectionsSetting',
      'importJobs.openMigrationGuide',
      'importJobs.openRow',
      'importJobs.enterRow',
      'importJobs.openRecentRow',
      'importJobs.enterRecentRow',
      'importJobs.showDetails',
      'importJobs.showRunning',
    ];
    assert.deepEqual(
      names.filter((name) => !contributed.includes(name)),
      others,
    );
    assert.equal(new Set(names).size, names.length);
  });
});
