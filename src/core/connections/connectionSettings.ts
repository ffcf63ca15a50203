import * as l10n from '@vscode/l10n';
import type { Connection } from './connection';
import { isObject } from '../text/json';

/** The profile and region that identify a connection. */
export interface ConnectionChoice {
  /** Absent for the SDK's default credential chain. */
  readonly profile?: string;
  readonly region: string;
}

/** An entry of the setting and its index. */
export interface PlacedEntry {
  readonly index: number;
  readonly entry: unknown;
}

/**
 * Returns a connection for each entry of the setting, in the setting's order. An invalid entry becomes a connection
 * with a `problem`, which its row shows.
 * @param value the setting's value, of any shape
 */
export function connectionsIn(value: unknown): readonly Connection[] {
  const known = new Set<string>();
  return entriesIn(value).map((entry, index) => {
    const connection = connectionOf(entry, index);
    if (known.has(connection.id)) {
      return { ...connection, id: indexId(index), problem: 'duplicate' };
    }
    known.add(connection.id);
    return connection;
  });
}

/** Returns the entries of the setting. A single entry outside a list counts as a list of one. */
export function entriesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** Returns the setting's entries without those at certain indexes. */
export function withoutEntries(value: unknown, indexes: ReadonlySet<number>): readonly unknown[] {
  return entriesIn(value).filter((_, index) => !indexes.has(index));
}

/** Re-inserts removed entries at their original index where possible. */
export function withEntries(value: unknown, placed: readonly PlacedEntry[]): readonly unknown[] {
  const entries = [...entriesIn(value)];
  for (const { index, entry } of [...placed].sort((a, b) => a.index - b.index)) {
    entries.splice(index, 0, entry);
  }
  return entries;
}

/** Returns the id of a valid connection. */
export function connectionId({ profile = '', region }: ConnectionChoice): string {
  return `${profile}@${region}`;
}

/** Returns the label of a connection without a name. */
export function connectionLabel({ profile = l10n.t('default chain'), region }: ConnectionChoice): string {
  return `${profile} · ${region}`;
}

function connectionOf(entry: unknown, index: number): Connection {
  const fallbackLabel = l10n.t('Connection {0}', index + 1);
  const invalid = { id: indexId(index), kind: 'aws', region: '' } as const;
  if (!isObject(entry) || Array.isArray(entry)) {
    return { ...invalid, label: fallbackLabel, problem: 'notAnObject' };
  }
  const name = textOf(entry.name);
  const region = textOf(entry.region);
  const profile = textOf(entry.profile);
  if (entry.profile !== undefined && typeof entry.profile !== 'string') {
    return { ...invalid, label: name ?? fallbackLabel, problem: 'profileNotText' };
  }
  if (region === undefined) {
    return { ...invalid, label: name ?? profile ?? fallbackLabel, problem: 'noRegion' };
  }
  const choice = { region, ...(profile === undefined ? {} : { profile }) };
  return { id: connectionId(choice), kind: 'aws', label: name ?? connectionLabel(choice), ...choice };
}

/** Returns an id for an invalid entry. Unlike the ids of valid connections, it has no `@`. */
function indexId(index: number): string {
  // eslint-disable-next-line texts/translated -- an ID, never shown
  return `entry ${index}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
