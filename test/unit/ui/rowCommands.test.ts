import assert from 'node:assert/strict';
import { rowCommands } from '../../../src/ui/commands/rowCommands';
import type { JobsView } from '../../../src/ui/tree/jobsView';
import { rowCommand } from '../../../src/ui/tree/rowClick';
import { endOfSupport } from '../../../src/services/pinpoint/description';
import { FakeClock } from '../../support/fakeClock';

type Others = Parameters<typeof rowCommands>[2];
type Row = JobsView['selection'][number];

// A row's position in the tree does not matter for a click.
const parent = { kind: 'folder', id: 'folder' } as unknown as Extract<Row, { kind: 'more' }>['parent'];
const folder = parent as Row;
const more: Row = { kind: 'more', id: 'more', parent };
const job = { kind: 'job', id: 'job', key: 'a', parent } as unknown as Row;
const failure = (kind: 'throttled' | 'serviceEnded') =>
  ({ kind: 'failure', id: 'failure', failure: { kind, end: endOfSupport }, parent }) as unknown as Row;

describe('A click on a row', () => {
  let clock: FakeClock;
  let selection: readonly Row[];
  let called: (readonly [string, unknown])[];
  let openRow: () => Promise<void>;
  let enterRow: () => Promise<void>;
  let rows: PromiseWithResolvers<void>;

  beforeEach(() => {
    clock = new FakeClock();
    selection = [];
    rows = Promise.withResolvers();
    called = [];
    const others = new Proxy({}, { get: (_, name) => (row: unknown) => called.push([String(name), row]) }) as Others;
    const view = {
      get selection() {
        return selection;
      },
      nextRows: () => rows.promise,
    };
    ({ openRow, enterRow } = rowCommands(view, clock, others));
  });

  it('runs the row’s command', async () => {
    for (const row of [job, more, failure('throttled'), failure('serviceEnded')]) {
      selection = [row];
      await openRow();
      assert.equal(called.at(-1)?.[1], row);
    }
    assert.deepEqual(
      called.map(([name]) => name),
      ['showDetails', 'loadMore', 'tryAgain', 'openMigrationGuide'],
    );
  });

  it('by Enter moves the focus to the details of a job, and has nothing more to do for other rows', async () => {
    for (const row of [more, failure('throttled'), folder, job]) {
      selection = [row];
      await enterRow();
    }
    assert.deepEqual(called, [['openDetails', job]]);
  });

  it('has no arguments, which VS Code could lose', () => {
    assert.deepEqual(rowCommand(more as Parameters<typeof rowCommand>[0]), {
      command: 'importJobs.openRow',
      title: 'Load More',
    });
  });

  it('waits while VS Code has no selection because it redraws a list', async () => {
    const opened = openRow();
    const ofAnotherList = rows;
    rows = Promise.withResolvers();
    ofAnotherList.resolve();
    await clock.pass(100);
    assert.deepEqual(called, []);
    selection = [job];
    rows.resolve();
    await opened;
    assert.deepEqual(called, [['showDetails', job]]);
    assert.equal(clock.pending, 0);
  });

  it('does nothing without a selection, for rows that only expand, and for several rows', async () => {
    const opened = openRow();
    await clock.pass(1_000);
    await opened;
    for (selection of [[folder], [job, more]]) {
      await openRow();
    }
    assert.deepEqual(called, []);
    assert.equal(clock.pending, 0);
  });
});
