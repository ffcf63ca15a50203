import assert from 'node:assert/strict';
import { recentRowCommands, rowCommands } from '../../../src/ui/commands/rowCommands';
import { RowSelection } from '../../../src/ui/rowSelection';
import type { Recent } from '../../../src/ui/recent/recent';
import type { JobTarget } from '../../../src/ui/jobActions';
import type { JobsView } from '../../../src/ui/tree/jobsView';
import { rowCommand } from '../../../src/ui/tree/rowClick';
import { endOfSupport } from '../../../src/services/pinpoint/description';
import { Emitter } from '../../../src/core/base/emitter';
import { FakeClock } from '../../support/fakeClock';

type Others = Parameters<typeof rowCommands>[3];
type Row = JobsView['selection'][number];

// A row's position in the tree does not matter for a click.
const parent = { kind: 'folder', id: 'folder' } as unknown as Extract<Row, { kind: 'more' }>['parent'];
const folder = parent as Row;
const more: Row = { kind: 'more', id: 'more', parent };
const account = {};
const job = { kind: 'job', id: 'job', key: 'a', account, parent } as unknown as Row;
const failure = (kind: 'throttled' | 'serviceEnded') =>
  ({ kind: 'failure', id: 'failure', failure: { kind, end: endOfSupport }, parent }) as unknown as Row;

const othersThat = (call: (name: string, row: unknown) => void) =>
  new Proxy({}, { get: (_, name) => (row: unknown) => call(String(name), row) }) as Others;

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
    const view = {
      get selection() {
        return selection;
      },
      nextRows: () => rows.promise,
    };
    const selected = { clickedIn: () => undefined };
    ({ openRow, enterRow } = rowCommands(
      view,
      selected,
      clock,
      othersThat((name, row) => called.push([name, row])),
    ));
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

describe('What the user chose last', () => {
  const clock = new FakeClock();
  const others = othersThat(() => undefined);
  const [inJobs, inRecent] = [
    { ...job, id: 'jobs' },
    { ...job, id: 'recent' },
  ] as const;
  let view: ReturnType<typeof viewOf>;
  let recent: ReturnType<typeof viewOf>;
  let activeJob: JobTarget | undefined;
  let shows: Emitter<JobTarget>;
  let selected: RowSelection;

  beforeEach(() => {
    view = viewOf(inJobs);
    recent = viewOf(inRecent);
    activeJob = undefined;
    shows = new Emitter();
    const details = {
      get activeJob() {
        return activeJob;
      },
      onDidShowJob: shows.listen,
    };
    selected = new RowSelection(view as unknown as JobsView, recent as unknown as Recent, details);
  });
  afterEach(() => selected.dispose());

  function viewOf(row: unknown) {
    const selects = new Emitter<undefined>();
    const selection: unknown[] = [];
    return {
      isVisible: true,
      selection,
      selectedNodes: selection,
      onDidSelectJob: selects.listen,
      nextRows: () => Promise.resolve(),
      loadMore: () => Promise.resolve(),
      select: () => selects.fire(undefined),
      click: () => {
        selects.fire(undefined);
        selection.push(row);
      },
    };
  }

  function show(key: string): void {
    activeJob = { account, job: { key } } as unknown as JobTarget;
    shows.fire(activeJob);
  }

  it('is a row of the view clicked last, even if VS Code reported no selection while it redrew rows', async () => {
    recent.click();
    await recentRowCommands(recent as unknown as Recent, selected, clock, others).openRecentRow();
    assert.ok(selected.isInRecent);
    assert.deepEqual(selected.selection, [inRecent]);

    view.click();
    await rowCommands(view as unknown as JobsView, selected, clock, others).openRow();
    assert.ok(!selected.isInRecent);
    assert.deepEqual(selected.selection, [inJobs]);
  });

  it('is the job of the active panel, unless its row is selected, until rows are selected', () => {
    view.click();
    view.select();
    show('a');
    assert.equal(selected.jobInPanel, undefined, 'Its row is selected, perhaps with others.');
    show('b');
    assert.equal(selected.jobInPanel, activeJob);
    activeJob = undefined;
    assert.equal(selected.jobInPanel, undefined);
    show('b');
    view.select();
    assert.equal(selected.jobInPanel, undefined);
  });
});
