import { countByFacet, countMatches, JobFilter, noCriteria } from '../../src/core/find/jobFilter';
import { JobSearch } from '../../src/core/find/jobSearch';
import { prepareSearch } from '../../src/core/find/searchText';
import type { ImportJob, JobPhase } from '../../src/core/jobs/job';
import { aJob } from '../support/jobs';
import { count, median, ms, type Section } from './report';

const jobs = 10_000;
const now = Date.UTC(2026, 10, 27, 12);
/** Time of a frame at 60 Hz, in milliseconds. */
const frame = 16;
const phases: readonly JobPhase[] = ['succeeded', 'succeededWithFailures', 'failed', 'running'];
/** What a user types, key by key. The last one matches nothing, so it is compared with every letter. */
const typed = ['n', 'ne', 'new', 'newsl', 'newsletter été', 'newsletter été 42', 'qxzvk'];

/** Returns jobs with texts of usual length, every tenth with accents. */
function manyJobs(): readonly ImportJob[] {
  return Array.from({ length: jobs }, (_, index) => {
    const name = index % 10 === 0 ? `Été ${index}: lettre d’information` : `newsletter-${index % 37}-weekly`;
    return aJob(`755380d7-fbdb-4ed2-a9a3-${String(index).padStart(12, '0')}`, {
      name,
      target: `Contact list ${name}`,
      phase: phases[index % phases.length] ?? 'succeeded',
      createdAt: now - index * 60_000,
      source: { s3Url: `s3://customer-imports/2026/11/${name}/part-${index}.csv` },
      ...(index % 4 === 2 ? { failures: { message: 'The S3 object could not be read with the role of the job' } } : {}),
    });
  });
}

/** Measures a key typed into Filter Jobs and Find Job over many jobs. */
export function search(): Section {
  // Processor time: other processes do not count, so that the figures are the same on a busy machine.
  const time = (work: () => unknown) => {
    const start = process.cpuUsage();
    work();
    return process.cpuUsage(start).user / 1000;
  };
  const slowest = (keyOf: (text: string) => unknown) =>
    Math.max(...typed.map((text) => median(Array.from({ length: 5 }, () => time(() => keyOf(text))))));
  const rounds = Array.from({ length: 20 }, () => {
    // Each round has its own jobs, whose texts are not prepared yet.
    const all = manyJobs();
    const targets = all.map((job) => ({ job }));
    const criteria = { ...noCriteria, phases, created: { kind: 'lastDays', days: 7 } } as const;
    const open = time(() => prepareSearch(all));
    const filter = slowest((text) => countMatches(all, { ...criteria, text }, now));
    const facet = time(() => countByFacet(all, { ...criteria, text: 'news' }, 'targets', now));
    const rows = new JobFilter({ ...criteria, text: 'été' }, () => now);
    const draw = time(() => all.filter((job) => rows.matches(job)));
    const found = new JobSearch(targets);
    const find = slowest((text) => found.find(text, 100));
    return { open, filter, facet, draw, find };
  });
  const valueOf = (key: keyof (typeof rounds)[number]) => median(rounds.map((round) => round[key]));
  const line = (what: string, key: keyof (typeof rounds)[number]) => {
    const value = valueOf(key);
    return { what, ours: ms(value), budget: `≤ ${frame} ms`, kept: value <= frame };
  };
  return {
    title: 'Filter and find',
    note: `Over ${count(jobs)} jobs, without VS Code, in processor time; the slowest of several keys, each the median of five.`,
    lines: [
      { what: 'Preparing the texts, once when Filter Jobs or Find Job opens', ours: ms(valueOf('open')) },
      line('Filter Jobs, every key', 'filter'),
      line('Filter Jobs, numbers of a condition', 'facet'),
      line('Rows that the filter shows', 'draw'),
      line('Find Job, every key', 'find'),
    ],
  };
}
