import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Entry {
  readonly command: string;
  readonly when: string;
}

interface Manifest {
  readonly contributes: {
    readonly menus: Readonly<Record<'commandPalette' | 'view/title', readonly Entry[]>>;
  };
}

const { menus } = (JSON.parse(readFileSync('package.json', 'utf8')) as Manifest).contributes;

/** Returns the names of the commands that an open saved copy is enough for. */
const withCopies = (entries: readonly Entry[]) =>
  entries
    .filter(({ when }) => when.includes('importJobs.hasCopies'))
    .map(({ command }) => command.replace('importJobs.', ''))
    .sort();

describe('With only a saved copy open', () => {
  it('the palette offers every command that works on its jobs', () => {
    assert.deepEqual(withCopies(menus.commandPalette), [
      'closeSnapshot',
      'copyAsCliCommand',
      'copyAsJson',
      'copyJobId',
      'copyLink',
      'copyRerunCommand',
      'copySourceUrl',
      'exportJobs',
      'filter',
      'findJob',
      'openAsJson',
      'openDetails',
      'openDetailsToSide',
      'openInConsole',
    ]);
    // Nothing else that is true then has to hold, too.
    for (const { command, when } of menus.commandPalette) {
      if (when.includes('importJobs.hasCopies')) assert.match(when, /(^|\|\| )importJobs\.hasCopies$/, command);
    }
  });

  it('the title of the Jobs view has the same buttons as with a connection', () => {
    assert.deepEqual(withCopies(menus['view/title']), ['exportJobs', 'filter', 'findJob']);
  });
});
