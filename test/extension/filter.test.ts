import assert from 'node:assert/strict';
import { commands, QuickInputButtons, window } from 'vscode';
import { ManyJobs } from '../support/manyJobs';
import { Host, region } from './support/host';
import { QuickPicks } from './support/quickPicks';
import { secondRun } from './support/secondRun';

describe('The filter', () => {
  let host: Host;
  let picks: QuickPicks;
  let many: ManyJobs;
  let list: readonly string[];

  /** Shows an account whose list of a Pinpoint application has this many jobs, every tenth failed. */
  async function start(jobs: number): Promise<void> {
    many = new ManyJobs({ ses: 20, pinpoint: jobs, segments: 3, now: host.time.now() });
    for (const job of many.pinpoint.filter(({ place }) => place % 10 === 5)) job.status = 'FAILED';
    const server = await host.serve({ transport: many.transport });
    const profile = await host.addProfile(server);
    await host.set({ connections: [{ profile, region }] });
    list = [`${profile} · ${region}`, 'Amazon Pinpoint', 'Many', 'All import jobs'];
  }

  beforeEach(async () => {
    host = await Host.start();
    picks = new QuickPicks(host.window);
  });
  afterEach(async () => {
    await host.run('clearFilter');
    await host.stop();
  });

  it('is off in the title bar when the extension host starts again, since VS Code keeps its context key', async () => {
    const set: unknown[] = [];
    host.window.replace(commands, 'executeCommand', (name: string, key: unknown, value: unknown) => {
      if (name === 'setContext' && key === 'importJobs.filtered') set.push(value);
      return Promise.resolve();
    });
    const { dispose } = await secondRun(host);
    dispose();
    assert.deepEqual(set, [false]);
    host.window.restore();
  });

  const hub = () => picks.titled('Filter Jobs');
  const message = () => host.extension.view.message;

  it('combines conditions picked one by one, and says what it shows until it is cleared', async () => {
    await start(120);
    assert.equal((await host.jobIds(...list)).length, 50);
    const running = host.run('filter');
    const first = await hub();
    first.type('Job-11');
    assert.equal(first.labels[0], 'Show 10 of 50 loaded jobs');
    first.accept('State');
    const states = await picks.titled('Filter Jobs: State');
    assert.deepEqual(
      [states.item('Failed').description, states.item('Completed').description, states.item('Waiting').description],
      ['1 job', '9 jobs', '0 jobs'],
    );
    states.check('Failed', 'Waiting');
    const second = await hub();
    assert.deepEqual([second.value, second.item('State').description], ['Job-11', 'Waiting, Failed']);
    second.accept('Created');
    (await picks.titled('Filter Jobs: Created')).accept('Today');
    (await hub()).accept();
    await running;
    assert.equal(message(), 'Filter: Waiting, Failed · Today · “Job-11”');
    const names = await host.names(...list);
    assert.equal(names.length, 2);
    assert.match(names[1] ?? '', /^Load more, All import jobs, 1 of 50 loaded match$/);
    assert.equal((await host.row(...list)).item.description, '1 of 50 match');

    await host.run('loadMore', await host.row(...list, /^Load more/));
    assert.match((await host.names(...list)).at(-1) ?? '', /of 100 loaded match$/);
    await host.run('clearFilter');
    assert.equal(message(), '');
    assert.equal((await host.jobIds(...list)).length, 100);
  });

  it('offers the state that the text names', async () => {
    await start(50);
    await host.rows(...list);
    const running = host.run('filter');
    const picker = await hub();
    picker.type('failed');
    assert.deepEqual(picker.labels.slice(0, 2), ['Show 0 of 50 loaded jobs', 'State: Failed']);
    assert.equal(picker.item('State: Failed').description, 'Show 5 of 50 loaded jobs');
    picker.accept('State: Failed');
    await running;
    assert.equal(message(), 'Filter: Failed');
    assert.equal((await host.jobIds(...list)).length, 5);
  });

  it('says how much of a list without matches was read, and loads all of it', async () => {
    await start(120);
    await host.rows(...list);
    const running = host.run('filter');
    const picker = await hub();
    picker.type('JOB-1');
    picker.accept();
    await running;
    // Of the first page, job-100 to job-120 match; job-1 is the oldest.
    assert.equal((await host.jobIds(...list)).length, 21);
    const again = host.run('changeFilter');
    const change = await hub();
    assert.equal(change.value, 'JOB-1');
    change.type('job-7.csv');
    change.accept();
    await again;
    const names = await host.names(...list);
    assert.deepEqual(names, [
      'No matches in 50 jobs, more to load',
      'Load all, All import jobs',
      'Load more, All import jobs, 0 of 50 loaded match',
    ]);
    await host.within(host.click(await host.row(...list, /^Load all/)));
    await host.until(async () => {
      assert.deepEqual(await host.jobIds(...list), ['job-7']);
    });
    assert.match((await host.row(...list)).name, /1 of 120 match/);
  });

  it('is unchanged when the user goes back or cancels', async () => {
    await start(20);
    await host.rows(...list);
    const running = host.run('filter');
    (await hub()).accept('Destination');
    const destinations = await picks.titled('Filter Jobs: Destination');
    assert.deepEqual(destinations.labels, ['Segment Segment 0', 'Segment Segment 1', 'Segment Segment 2']);
    destinations.press(QuickInputButtons.Back);
    const picker = await hub();
    assert.equal(picker.item('Destination').description, 'any');
    picker.type('nothing');
    picker.hide();
    await running;
    assert.equal(message(), '');
    assert.equal((await host.jobIds(...list)).length, 20);
  });

  it('accepts a range of days', async () => {
    await start(20);
    await host.rows(...list);
    const days = ['2026-11-01', '2026-11-30'];
    const problems: unknown[] = [];
    host.window.replace(window, 'showInputBox', (options: { validateInput: (text: string) => unknown }) => {
      problems.push(
        options.validateInput('2026-11-31'),
        options.validateInput('2026-10-31'),
        options.validateInput(''),
      );
      return Promise.resolve(days.shift());
    });
    const running = host.run('filter');
    (await hub()).accept('Created');
    (await picks.titled('Filter Jobs: Created')).accept('Range…');
    (await hub()).accept();
    await running;
    assert.equal(message(), 'Filter: Nov 1, 2026 to Nov 30, 2026');
    const noDate = 'Enter a date as year, month and day: 2026-11-30';
    assert.deepEqual(problems, [
      noDate,
      undefined,
      undefined,
      noDate,
      'The last day is before the first day',
      undefined,
    ]);
  });
});
