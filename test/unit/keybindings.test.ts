import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly contributes: {
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly mac?: string;
      readonly when: string;
    }[];
  };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const texts = Object.keys(JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')) as object);

/** Writes a key as VS Code's menus do: `Ctrl+K Ctrl+F`. */
const written = (key: string) => key.replace(/\w+/g, (name) => name.charAt(0).toUpperCase() + name.slice(1));

describe('The keyboard', () => {
  it('has keys that apply only where the extension has the focus', () => {
    for (const { command, when } of contributes.keybindings) {
      assert.match(when, /focusedView == importJobs\.|activeWebviewPanelId == importJobs\./, command);
    }
  });

  it('has keys for commands, which the accessibility help names', () => {
    const chords = contributes.keybindings.filter(({ key }) => key.includes(' '));
    assert.deepEqual(
      chords.map(({ command }) => command),
      ['importJobs.filter', 'importJobs.findJob'],
    );
    for (const { key, mac = '' } of chords) {
      const both = `${written(key)}, or ${written(mac)} on a Mac, `;
      assert.ok(
        texts.some((text) => text.startsWith(both)),
        both,
      );
    }
  });
});
