import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

interface Manifest {
  readonly contributes: {
    readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when: string }[];
    readonly commands: readonly { readonly command: string }[];
  };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const texts = ['package.nls.json', 'package.nls.de.json'].map(
  (file) => JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>,
);

describe('The keyboard', () => {
  it('has keys that apply only where the extension has the focus', () => {
    for (const { command, when } of contributes.keybindings) {
      assert.match(when, /focusedView == importJobs\.|activeWebviewPanelId == importJobs\./, command);
    }
  });

  it('is explained by the accessibility help, with commands that exist', () => {
    const commands = contributes.commands.map(({ command }) => command);
    for (const text of texts) {
      const named = [...(text['accessibilityHelp.jobs'] ?? '').matchAll(/<keybinding:([\w.]+)>/g)].map(
        ([, command = '']) => command,
      );
      assert.deepEqual(
        named.filter((command) => !commands.includes(command)),
        [],
      );
      assert.ok(named.includes('importJobs.findJob') && named.includes('importJobs.filter'));
    }
  });
});
