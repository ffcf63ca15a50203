import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandNames } from '../../src/ui/commands/names';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly image: Readonly<Record<string, string>> };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: { readonly walkthroughs: readonly [{ readonly steps: readonly Step[] }] };
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const [{ steps }] = contributes.walkthroughs;
const commands = commandNames.map((name) => `importJobs.${name}`);
const folder = 'media/walkthrough';

describe('The walkthrough', () => {
  it('has pictures drawn from their templates in the colors of each theme', () => {
    const drawn = (path: string) =>
      readFileSync(path, 'utf8')
        .replace(/\n */g, '')
        .replace(/(fill|stroke)="[^"]*"/g, '$1');
    const templates = readdirSync(folder).filter((file) => file.endsWith('.svg'));
    assert.equal(templates.length, steps.length);
    for (const { id, media } of steps) {
      assert.deepEqual(Object.keys(media.image), ['dark', 'light', 'hc', 'hcLight'], id);
      for (const [theme, path] of Object.entries(media.image)) {
        const template = templates.find((file) => path === join(folder, theme, file)) ?? assert.fail(path);
        assert.equal(drawn(path), drawn(join(folder, template)), 'Run npm run pictures.');
        assert.doesNotMatch(readFileSync(path, 'utf8'), /var\(/, path);
      }
    }
  });

  it('has pictures that agree about the colors of a theme', () => {
    const values = (path: string) =>
      [...readFileSync(path, 'utf8').matchAll(/(?:fill|stroke)="([^"]*)"/g)].map(([, value = '']) => value);
    for (const theme of ['dark', 'light', 'hc', 'hcLight']) {
      const colors = new Map<string, string | undefined>();
      for (const { media } of steps) {
        const path = media.image[theme] ?? assert.fail(theme);
        const drawn = values(path);
        for (const [index, name] of values(path.replace(`${theme}/`, '')).entries()) {
          if (!colors.has(name)) colors.set(name, drawn[index]);
          assert.equal(drawn[index], colors.get(name), `${path}: ${name}`);
        }
      }
    }
  });

  it('has buttons and completion events of commands that exist', () => {
    for (const file of ['package.nls.json', 'package.nls.de.json']) {
      const texts = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>;
      for (const { id, description, completionEvents } of steps) {
        const text = texts[description.slice(1, -1)] ?? assert.fail(id);
        const buttons = [...text.matchAll(/\(command:([\w.]+)\)/g)].map(([, command = '']) => command);
        const events = completionEvents.flatMap((event) => /^onCommand:(.*)$/.exec(event)?.[1] ?? []);
        assert.ok(buttons.length > 0, id);
        assert.deepEqual(
          // VS Code contributes the command that opens a view.
          [...buttons, ...events].filter((command) => !commands.includes(command) && !command.endsWith('.focus')),
          [],
          id,
        );
      }
    }
  });
});
