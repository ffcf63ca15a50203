import type { ImportJob } from '../jobs/job';

/** Folded texts, prepared once per job, because a search runs at every keystroke. Jobs are immutable. */
const texts = new WeakMap<ImportJob, string>();

/** Returns text for comparison without regard to case and accents: "resume" for "Résumé". */
export function folded(text: string): string {
  // Most text is ASCII, for which lower case is enough and ten times as fast to get.
  return /^[\0-\x7f]*$/u.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(/\p{M}+/gu, '')
        .toLowerCase()
        .replaceAll('ß', 'ss');
}

/** Returns the words of a search, folded. A job matches if its text contains all of them. */
export function wordsOf(search: string): readonly string[] {
  return folded(search)
    .split(/\s+/u)
    .filter((word) => word !== '');
}

/** Prepares the texts of jobs, so that the first keystroke need not. */
export function prepareSearch(jobs: readonly ImportJob[]): void {
  for (const job of jobs) {
    searchTextOf(job);
  }
}

/** Returns the folded text of a job that is searched: its id, name, source, target and failure messages. */
export function searchTextOf(job: ImportJob): string {
  let text = texts.get(job);
  if (text === undefined) {
    const { id, name = '', source, target = '', failures } = job;
    text = folded([id, name, target, source?.s3Url, failures?.message, ...(failures?.entries ?? [])].join('\n'));
    texts.set(job, text);
  }
  return text;
}
