import { workspace, type Disposable } from 'vscode';
import type { Connection } from '../core/connection';
import type { PollerSettings } from '../core/poller';

const section = 'importJobs';

/** The region that the sample account pretends to be in. */
const sampleConnection: Connection = { id: 'sample', kind: 'sample', label: 'Sample account', region: 'eu-west-1' };

/** The user's settings, read anew each time and never trusted to be of the right shape. */
export const settings = {
  /** What to show: the configured connections, each once, and the sample account where it is wanted. */
  connections(): readonly Connection[] {
    const entries = read('connections');
    const connections = (Array.isArray(entries) ? entries : []).map(connectionOf);
    const all = settings.showsSampleAccount() ? [...connections, sampleConnection] : connections;
    return [...new Map(all.map((connection) => [connection.id, connection])).values()];
  },

  showsSampleAccount: (): boolean => read('sampleAccount') === true,

  /** Jobs for a page. */
  pageSize: (): number => Math.round(numberOf('pageSize', 50, 1, 100)),

  polling(): PollerSettings {
    const minimumInterval = numberOf('polling.minimumInterval', 5, 1, 3600) * 1000;
    return {
      enabled: read('polling.enabled') !== false,
      minimumInterval,
      maximumInterval: Math.max(minimumInterval, numberOf('polling.maximumInterval', 60, 1, 3600) * 1000),
    };
  },

  segments: (): 'imported' | 'all' => (read('pinpoint.segments') === 'all' ? 'all' : 'imported'),

  async showSampleAccount(isShown: boolean): Promise<void> {
    await workspace.getConfiguration(section).update('sampleAccount', isShown, true);
  },

  onDidChange(listener: (changes: (setting: string) => boolean) => void): Disposable {
    return workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) {
        listener((setting) => event.affectsConfiguration(`${section}.${setting}`));
      }
    });
  },
};

function read(setting: string): unknown {
  return workspace.getConfiguration(section).get<unknown>(setting);
}

function numberOf(setting: string, fallback: number, minimum: number, maximum: number): number {
  const value = read(setting);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(maximum, Math.max(minimum, value)) : fallback;
}

/** An entry that makes no sense becomes a connection without a region, whose row says what is missing. */
function connectionOf(entry: unknown, index: number): Connection {
  const { profile, region, name } = isObject(entry) ? entry : {};
  const regionName = textOf(region) ?? '';
  const profileName = textOf(profile);
  return {
    id: regionName === '' ? `entry ${index}` : `${profileName ?? ''}@${regionName}`,
    kind: 'aws',
    label: textOf(name) ?? ([profileName ?? 'default', regionName].filter((part) => part !== '').join(' · ') || 'Connection'),
    region: regionName,
    ...(profileName === undefined ? {} : { profile: profileName }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
