import { fork } from 'node:child_process';
import { once } from 'node:events';
import { formatsFor } from '../../src/core/text/formats';
import { jobSummary } from '../../src/core/jobs/jobWords';
import { Watching } from '../support/watching';
import { count, median, megabytes, ms, type Section } from './report';
import { countsOf } from '../support/jobs';

/** Costs of a number of jobs, in milliseconds and bytes. */
export interface Growth {
  readonly jobs: number;
  readonly heap: number;
  /** Reading one page of 100, without a network. */
  readonly page: number;
  /** From a response about a hundred jobs in progress to the text of the row that changed. */
  readonly row: number;
  /** Sorting the jobs of the list, as drawing the whole list does. */
  readonly list: number;
}

const sizes = [1_000, 10_000, 100_000];

/** Runs in a separate process that exposes its garbage collector. */
export async function measure(jobs: number): Promise<Growth> {
  const collect = () => {
    global.gc?.();
    return process.memoryUsage().heapUsed;
  };
  // Loading and compiling on first use are not costs of the jobs.
  const warm = new Watching({ pinpoint: 300, running: 1, rounds: 1 });
  await (await warm.open('pinpoint', 'Many', 'All import jobs')).loadAll(new AbortController().signal, () => undefined);
  warm.account.dispose();

  const watching = new Watching({ pinpoint: jobs, running: 100, rounds: 1 });
  const before = collect();
  const folder = await watching.open('pinpoint', 'Many', 'All import jobs');
  const start = performance.now();
  await folder.loadAll(new AbortController().signal, () => undefined);
  const page = (performance.now() - start) / (jobs / 100);
  watching.many.asked.splice(0);
  const heap = collect() - before;
  if (folder.readCount !== jobs) throw new Error(`${folder.readCount} jobs were read.`);

  const formats = formatsFor('en');
  const { store } = watching;
  let text = '';
  store.onDidChange(({ updated }) => {
    for (const { after } of updated) text = `${formats.time(after.createdAt ?? 0)} ${jobSummary(after, formats.count)}`;
  });
  const rows: number[] = [];
  for (let round = 1; round <= 200; round++) {
    const answer = store
      .changingJobsOf('work')
      .map((job, index) => (index === round % 100 ? { ...job, counts: countsOf(2000 + round) } : { ...job }));
    const put = performance.now();
    // Newer than all jobs read before.
    store.put('work', answer, Number.MAX_SAFE_INTEGER - 200 + round);
    rows.push(performance.now() - put);
    if (!text.includes((2000 + round).toLocaleString('en-US'))) throw new Error(`No row moved: ${text}`);
  }
  const lists: number[] = [];
  for (let round = 0; round < 20; round++) {
    const get = performance.now();
    if (folder.jobs.length !== jobs) throw new Error('Jobs are missing.');
    lists.push(performance.now() - get);
  }
  watching.account.dispose();
  return { jobs, heap, page, row: median(rows), list: median(lists) };
}

async function measureApart(jobs: number): Promise<Growth> {
  const child = fork(__filename, ['measureGrowth', String(jobs)], { execArgv: ['--expose-gc'] });
  const [growth] = (await once(child, 'message')) as [Growth];
  return growth;
}

/** Measures how costs grow with the number of jobs. */
export async function growth(): Promise<Section> {
  const measured: Growth[] = [];
  for (const jobs of sizes) measured.push(await measureApart(jobs));
  const lineFor = (what: string, value: (each: Growth) => string) =>
    measured.map((each) => ({ what: `${what}, ${count(each.jobs)} jobs`, ours: value(each) }));
  return {
    title: 'Many jobs',
    note: 'All import jobs of one application in one list, read through the SDK without a network; 100 of them are in progress. “To the updated row” is from the parsed response of a poll through the store to the text of the row that changed, without VS Code. Each size is measured in its own process, the heap after garbage collection.',
    lines: [
      ...measured.map(({ jobs, heap }) => ({
        what: `Heap, ${count(jobs)} jobs`,
        ours: megabytes(heap),
        ...(jobs === 10_000 ? { budget: '≤ 30 MB', kept: heap <= 30e6 } : {}),
      })),
      ...lineFor('From a response to the updated row', ({ row }) => ms(row)),
      ...lineFor('Reading a page of 100', ({ page }) => ms(page)),
      ...lineFor('All jobs of the list in order', ({ list }) => ms(list)),
    ],
  };
}
