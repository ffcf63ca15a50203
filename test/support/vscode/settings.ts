import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** VS Code with nothing that a demo or a test did not ask for. */
export const quietSettings: Settings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
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
 * Writes a user's settings. A server reads those of scope `machine` from a file of their own. That file wins over the
 * user's and, unlike the user's, a running server watches it: it has the overrides too.
 */
export async function writeSettings(userData: string, settings: Settings, overrides: Settings = {}): Promise<void> {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
  const { properties } = manifest.contributes.configuration;
  const machine = Object.entries(settings).filter(([name]) => properties[name]?.scope === 'machine');
  await write(join(userData, 'User/settings.json'), settings);
  await write(join(userData, 'Machine/settings.json'), { ...Object.fromEntries(machine), ...overrides });
}

/** Keys, as browsers name them, by the commands that they run. */
export type Keys = Readonly<Record<string, string>>;

export async function writeKeys(userData: string, keys: Keys): Promise<void> {
  const bindings = Object.entries(keys).map(([command, key]) => ({ key: key.replace('Control', 'ctrl'), command }));
  await write(join(userData, 'User/keybindings.json'), bindings);
}

/** Gives the user's settings a mistake, as an edit by hand can: VS Code reads them all the same, and writes none. */
export async function breakSettings(userData: string): Promise<void> {
  await appendFile(join(userData, 'User/settings.json'), '}');
}

async function write(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content, undefined, 2));
}
