import { ConfigurationTarget, workspace } from 'vscode';
import {
  connectionsIn,
  entriesIn,
  withEntries,
  withoutEntries,
  type ConnectionChoice,
  type PlacedEntry,
} from '../../core/connections/connectionSettings';
import type { Connection } from '../../core/connections/connection';

const [section, key] = ['importJobs', 'connections'] as const;

/**
 * The setting `importJobs.connections`. Its scope is machine, so that only the user can change it. Writing resolves
 * after listeners to settings were notified. It rejects if VS Code cannot write, for example because settings.json has
 * a syntax error.
 */
export const connectionsSetting = {
  /** Returns a connection for each entry, in the setting's order. */
  read: (): readonly Connection[] => connectionsIn(value()),

  async add(choice: ConnectionChoice): Promise<void> {
    await write([...entriesIn(value()), choice]);
  },

  /** Removes connections. Resolves to their entries, to pass to {@link connectionsSetting.putBack}. */
  async remove(ids: ReadonlySet<string>): Promise<readonly PlacedEntry[]> {
    const removed = connectionsSetting
      .read()
      .flatMap(({ id }, index) => (ids.has(id) ? [{ index, entry: entriesIn(value())[index] }] : []));
    await write(withoutEntries(value(), new Set(removed.map(({ index }) => index))));
    return removed;
  },

  async putBack(removed: readonly PlacedEntry[]): Promise<void> {
    await write(withEntries(value(), removed));
  },
};

function value(): unknown {
  return workspace.getConfiguration(section).get<unknown>(key);
}

async function write(entries: readonly unknown[]): Promise<void> {
  await workspace.getConfiguration(section).update(key, entries, ConfigurationTarget.Global);
}
