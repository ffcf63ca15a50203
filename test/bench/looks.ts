import { Watching } from '../support/watching';
import { count, type Line, type Section } from './report';

const interval = 5_000;
const looks = (10 * 60_000) / interval;

/** Requests of ten minutes in which every job moves all the time: the most that we ever send. */
export async function requests(service: 'ses' | 'pinpoint', running: number, segments: number): Promise<number> {
  const watching = new Watching({ [service]: Math.max(200, running), segments, running });
  const all = new AbortController().signal;
  if (service === 'ses') {
    for (const list of ['Suppression list', 'Contact lists']) {
      await (await watching.open('ses', list)).loadAll(all, () => undefined);
    }
  } else {
    await (await watching.open('pinpoint', 'Many', 'All import jobs')).loadAll(all, () => undefined);
    for (let place = 0; place < segments; place++) {
      await watching.open('pinpoint', 'Many', `Segment ${place}`);
    }
  }
  await watching.settled();
  watching.many.asked.splice(0);
  for (let look = 0; look < looks; look++) {
    watching.many.move();
    await watching.clock.pass(interval);
  }
  watching.account.dispose();
  return watching.many.asked.length;
}

/** How many requests it takes to stay fresh. */
export async function looking(): Promise<Section> {
  const lines: Line[] = [];
  for (const running of [1, 10, 100, 1000]) {
    for (const segments of [0, 1, 5, 50]) {
      const ours = await requests(segments === 0 ? 'ses' : 'pinpoint', running, segments);
      const fewest = looks * Math.ceil(running / 100);
      const where =
        segments === 0 ? 'SES, two lists' : `Pinpoint, ${segments} ${segments === 1 ? 'segment' : 'segments'}`;
      lines.push({
        what: `${count(running)} running: ${where}`,
        ours: count(ours),
        beside: `one GetImportJob a job: ${count(looks * running)}; the fewest: ${count(fewest)}`,
        ratio: `${(ours / fewest).toFixed(2)} × the fewest`,
        ...(running <= 100 ? { budget: `1 a look: ${count(looks)}`, kept: ours <= looks } : {}),
      });
    }
  }
  return {
    title: 'Requests in ten minutes',
    note: 'By a clock of the test, with all lists open, while every job moves at every look, so that none is put off: a look each 5 s. The others in the comparison look each 5 s too. A list gives a hundred jobs a request. No gate holds requests back here: AWS lets some 600 of SES through in ten minutes, so that a thousand jobs in progress are looked at half as often.',
    lines,
  };
}
