import * as l10n from '@vscode/l10n';
import { ConfigurationTarget, workspace, type Disposable } from 'vscode';
import type { Connection } from '../core/connections/connection';
import type { NotificationLevel } from '../core/notifications/notificationText';
import type { PollerSettings } from '../core/polling/poller';
import { connectionsSetting } from './connections/connectionsSetting';

const section = 'importJobs';

/** The sample account with the region that it simulates. */
const sampleConnection: Connection = {
  id: 'sample',
  kind: 'sample',
  label: l10n.t('Sample account'),
  region: 'eu-west-1',
};

/** The user's current settings, validated on each read. */
export const settings = {
  /** Returns the configured connections, and the sample account if enabled. */
  connections(): readonly Connection[] {
    const connections = connectionsSetting.read();
    return settings.showsSampleAccount() ? [...connections, sampleConnection] : connections;
  },

  /** Returns which services to show, unvalidated. */
  services: (): unknown => read('services'),

  /** Shows a service that the setting hides. */
  async showService(id: string): Promise<void> {
    const shown = settings.services();
    await write('services', [...(Array.isArray(shown) ? (shown as readonly unknown[]) : []), id]);
  },

  showsSampleAccount: (): boolean => read('sampleAccount') === true,

  /** Number of jobs per page. */
  pageSize: (): number => Math.round(numberOf('pageSize', 50, 1, 100)),

  polling(): PollerSettings {
    const minimumInterval = numberOf('polling.minimumInterval', 5, 1, 3600) * 1000;
    return {
      enabled: read('polling.enabled') !== false,
      minimumInterval,
      maximumInterval: Math.max(minimumInterval, numberOf('polling.maximumInterval', 60, 1, 3600) * 1000),
    };
  },

  /** Returns the value of a service's own setting, unvalidated. */
  ofService: (name: string): unknown => read(name),

  notifications(): NotificationLevel {
    const level = read('notifications');
    return level === 'failures' || level === 'off' ? level : 'all';
  },

  async turnNotificationsOff(): Promise<void> {
    await write('notifications', 'off');
  },

  async showSampleAccount(isShown: boolean): Promise<void> {
    await write('sampleAccount', isShown);
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

/** Writes a user setting, or the workspace's if it overrides the user's. */
async function write(setting: string, value: unknown): Promise<void> {
  const configuration = workspace.getConfiguration(section);
  const isSetInWorkspace = configuration.inspect(setting)?.workspaceValue !== undefined;
  await configuration.update(
    setting,
    value,
    isSetInWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global,
  );
}

function numberOf(setting: string, fallback: number, minimum: number, maximum: number): number {
  const value = read(setting);
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(maximum, Math.max(minimum, value)) : fallback;
}
