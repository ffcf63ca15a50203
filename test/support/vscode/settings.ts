import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** Settings that turn off everything that demos and tests do not need. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'extensions.webWorker': false,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

interface Manifest {
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, { scope?: string }>> };
  };
}

/**
 * Writes a user's settings. A server reads settings of scope `machine` from a separate file, which has precedence over the
 * user's and, unlike the user's, is watched by a running server. So it gets the overrides too.
 */
export async function writeSettings(userData: string, settings: Settings, overrides: Settings = {}): Promise<void> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
  const { properties } = manifest.contributes.configuration;
  const machine = Object.entries(settings).filter(([name]) => properties[name]?.scope === 'machine');
  await write(join(userData, 'User/settings.json'), settings);
  await write(join(userData, 'Machine/settings.json'), { ...Object.fromEntries(machine), ...overrides });
}

/** Keys, by browsers' names, for the commands that they run. */
export type Keys = Readonly<Record<string, string>>;

export async function writeKeys(userData: string, keys: Keys): Promise<void> {
  const bindings = Object.entries(keys).map(([command, key]) => ({ key: key.replace('Control', 'ctrl'), command }));
  await write(join(userData, 'User/keybindings.json'), bindings);
}

/** Adds a syntax error to the user's settings: VS Code still reads them but refuses to write. */
export async function breakSettings(userData: string): Promise<void> {
  await appendFile(join(userData, 'User/settings.json'), '}');
}

/** Replaces a file at once: VS Code, which may read it at any moment, must not see half of it. */
async function write(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(content, undefined, 2));
  await rename(`${file}.new`, file);
}
