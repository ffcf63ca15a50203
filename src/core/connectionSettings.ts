import type { Connection } from './connection';

/** What makes a connection: no two have both the same. */
export interface ConnectionChoice {
  /** Without one the SDK's default chain serves. */
  readonly profile?: string;
  readonly region: string;
}

/** An entry of the setting, and where it was. */
export interface PlacedEntry {
  readonly index: number;
  readonly entry: unknown;
}

/**
 * A connection for each entry of the setting, in its order. An entry that makes no sense becomes one with a `problem`, so
 * that a row can say so.
 * @param value of the connections setting, whatever somebody wrote there
 */
export function connectionsIn(value: unknown): readonly Connection[] {
  const known = new Set<string>();
  return entriesIn(value).map((entry, index) => {
    const connection = connectionOf(entry, index);
    if (known.has(connection.id)) {
      return { ...connection, id: placeId(index), problem: 'twice' };
    }
    known.add(connection.id);
    return connection;
  });
}

/** The entries of the setting. One that stands there without a list counts as a list of one. */
export function entriesIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

/** The setting's entries without those at certain places; the others stay as they are. */
export function withoutEntries(value: unknown, places: ReadonlySet<number>): readonly unknown[] {
  return entriesIn(value).filter((_, index) => !places.has(index));
}

/** The setting's entries with some that were taken out put back, as near as can be to where they were. */
export function withEntries(value: unknown, placed: readonly PlacedEntry[]): readonly unknown[] {
  const entries = [...entriesIn(value)];
  for (const { index, entry } of [...placed].sort((a, b) => a.index - b.index)) {
    entries.splice(index, 0, entry);
  }
  return entries;
}

/** The id of a connection that makes sense. */
export function connectionId({ profile = '', region }: ConnectionChoice): string {
  return `${profile}@${region}`;
}

/** What a connection is called that was given no name. */
export function connectionLabel({ profile = 'default chain', region }: ConnectionChoice): string {
  return `${profile} · ${region}`;
}

function connectionOf(entry: unknown, index: number): Connection {
  const place = `Connection ${index + 1}`;
  const wrong = { id: placeId(index), kind: 'aws', region: '' } as const;
  if (!isObject(entry)) {
    return { ...wrong, label: place, problem: 'notAnObject' };
  }
  const name = textOf(entry.name);
  const region = textOf(entry.region);
  const profile = textOf(entry.profile);
  if (entry.profile !== undefined && typeof entry.profile !== 'string') {
    return { ...wrong, label: name ?? place, problem: 'profileNotText' };
  }
  if (region === undefined) {
    return { ...wrong, label: name ?? profile ?? place, problem: 'noRegion' };
  }
  const choice = { region, ...(profile === undefined ? {} : { profile }) };
  return { id: connectionId(choice), kind: 'aws', label: name ?? connectionLabel(choice), ...choice };
}

/** Of an entry that can be told from others by its place alone. No other id is without an `@`, but the sample account's. */
function placeId(index: number): string {
  return `entry ${index}`;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
