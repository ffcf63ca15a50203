import type { ImportJob } from '../job';
import { extensionOf, type RecordsFormat } from './format';

const known: ReadonlySet<string> = new Set(['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'txt']);

/** `failed-records-<job id>.csv`, with nothing of the id that a file system could take for something else. */
export function fileNameOf(id: string, extension: string): string {
  const safe = id.replace(/[^\w-]+/gu, '_').slice(0, 100);
  return `failed-records-${safe}.${extension}`;
}

/** For a file whose contents are known. */
export function extensionOfFormat({ kind }: RecordsFormat): string {
  return extensionOf[kind];
}

/** For a file that nobody has looked into yet: as its URL has it, else as what was imported. */
export function expectedExtension({ failures, source }: ImportJob): string {
  const path = URL.parse(failures?.failedRecordsUrl ?? '')?.pathname ?? '';
  const extension = /\.(\w+)(?:\.gz)?$/u.exec(path)?.[1]?.toLowerCase() ?? '';
  return known.has(extension) ? extension : source?.format?.toUpperCase() === 'JSON' ? 'jsonl' : 'csv';
}
