import { cpus, totalmem, type } from 'node:os';

/** A row of the table. */
export interface Line {
  readonly what: string;
  readonly ours: string;
  /** The comparison, measured in the same run. */
  readonly beside?: string;
  readonly ratio?: string;
  readonly budget?: string;
  /** Whether the budget is met; absent without one. */
  readonly kept?: boolean;
}

export interface Section {
  readonly title: string;
  /** How it was measured, and notes. */
  readonly note: string;
  /** Heading of the column with the comparison, if any. */
  readonly beside?: string;
  readonly lines: readonly Line[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Returns the median time of each work in milliseconds. Runs them in turn, so that disturbances affect all alike. */
export async function sideBySide<K extends string>(
  rounds: number,
  works: Readonly<Record<K, () => Promise<unknown>>>,
): Promise<Record<K, number>> {
  const names = Object.keys(works) as K[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>;
  for (let round = 0; round < rounds; round++) {
    // Each round begins with another one.
    const begin = round % names.length;
    for (const name of [...names.slice(begin), ...names.slice(0, begin)]) {
      const start = performance.now();
      await works[name]();
      times[name].push(performance.now() - start);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : value < 1000 ? 1 : 0)} ms`;
export const times = (ours: number, theirs: number): string => `${(ours / theirs).toFixed(2)} ×`;
export const count = (value: number): string => value.toLocaleString('en-US');
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Returns the report as Markdown. */
export function report(sections: readonly Section[]): string {
  const parts = sections.map((section) => `## ${section.title}\n\n${section.note}\n\n${table(section)}`);
  return `# Benchmarks\n\n${machine()}, by \`npm run bench\`. Times are medians of several rounds in which both sides alternate. Compare ratios, not times, between machines. Sizes, connections and requests are exact, so tests check them.\n\n${parts.join('\n\n')}\n`;
}

/** Whether every budget is met. */
export function isKept(sections: readonly Section[]): boolean {
  return sections.every(({ lines }) => lines.every(({ kept }) => kept !== false));
}

function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `Measured on ${type()} (${process.arch}), ${cpus().length} × ${first?.model.trim() ?? 'unknown'}, ${memory} GiB of memory, Node.js ${process.versions.node}`;
}

function table({ beside: other, lines }: Section): string {
  const cells = lines.map(({ what, ours, beside = '', ratio = '', budget = '', kept }) => {
    const verdict = kept === undefined ? '' : kept ? 'met' : '**missed**';
    return [what, ours, ...(other === undefined ? [] : [beside, ratio]), budget, verdict];
  });
  const heads = ['', 'Ours', ...(other === undefined ? [] : [other, 'Ratio']), 'Budget', ''];
  const rule = ['---', '--:', ...(other === undefined ? [] : ['--:', '--:']), '---', '---'];
  return [heads, rule, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
