import type { TreeDataProvider, TreeItem } from 'vscode';
import type { Account } from '../../core/connections/account';
import type { Clock } from '../../core/base/clock';
import { Disposables } from '../../core/base/disposable';
import { byDay } from '../../core/find/recentDays';
import type { RecentJobs } from '../../core/find/recentJobs';
import { globalKey } from '../../core/jobs/job';
import type { JobStore, JobStoreChange } from '../../core/jobs/jobStore';
import { DayChange } from '../tree/dayChange';
import { LinkExpiries } from '../tree/linkExpiries';
import { nodeId, type DayNode, type FailureNode, type JobNode } from '../tree/nodes';
import { RowChanges } from '../tree/rowChanges';
import type { RecentItems } from './recentItems';
import type { RecentRow } from './recentRows';

/** Number of days that start expanded. */
const expandedDays = 3;

type Items = Pick<RecentItems, 'itemOf' | 'resolve' | 'hasVisibleChange' | 'lookOf'>;

/** The rows as of the last change. */
interface Rows {
  readonly roots: readonly RecentRow[];
  readonly jobs: ReadonlyMap<DayNode, readonly JobNode[]>;
}

/** Data provider of the Recent view. Like that of the Jobs view, it never waits. It reads nothing itself. */
export class RecentTree extends Disposables implements TreeDataProvider<RecentRow> {
  readonly #recentJobs: RecentJobs;
  readonly #store: JobStore;
  readonly #items: Items;
  readonly #clock: Clock;
  readonly #changes: RowChanges<RecentRow>;
  /** VS Code identifies rows by object, so there is one for each id. */
  #nodes = new Map<string, RecentRow>();
  #rows: Rows = { roots: [], jobs: new Map() };
  /** Look of each top-level row, to redraw only those that change. */
  #looks = new Map<RecentRow, string>();
  #isUpdating = false;
  readonly #dayChange: DayChange;
  readonly #linkExpiries: LinkExpiries;
  /** When the view was closed, in milliseconds since the epoch; `Infinity` while it is open. */
  #closedAt = Infinity;
  readonly #waiting: (() => void)[] = [];

  constructor(
    recentJobs: RecentJobs,
    store: JobStore,
    items: Items,
    clock: Clock,
    changes = new RowChanges<RecentRow>(),
  ) {
    super();
    this.#recentJobs = recentJobs;
    this.#store = store;
    this.#items = items;
    this.#clock = clock;
    this.#changes = changes;
    this.#dayChange = this.add(
      new DayChange(clock, () => {
        this.#changes.add(undefined);
        this.#dayChange.start();
      }),
    );
    this.#linkExpiries = this.add(new LinkExpiries(clock, (row) => this.#changes.add(row)));
    this.add(recentJobs.onDidChange(() => this.#updateSoon()));
    this.add(store.onDidChange((change) => this.#jobsChanged(change)));
  }

  readonly onDidChangeTreeData = (listener: (rows: RecentRow[] | undefined) => void) => this.#changes.listen(listener);

  getTreeItem(row: RecentRow): TreeItem {
    return this.#items.itemOf(row);
  }

  resolveTreeItem(item: TreeItem, row: RecentRow): TreeItem {
    return this.#items.resolve(item, row);
  }

  getParent(row: RecentRow): RecentRow | undefined {
    return row.kind === 'job' && row.parent.kind === 'day' ? row.parent : undefined;
  }

  getChildren(row?: RecentRow): RecentRow[] {
    // VS Code registers the children in microtasks.
    for (const resolve of this.#waiting.splice(0)) {
      setImmediate(resolve);
    }
    if (row === undefined) {
      return [...this.#rows.roots];
    }
    return row.kind === 'day' ? [...(this.#rows.jobs.get(row) ?? [])] : [];
  }

  /** Resolves when VS Code has requested rows again and registered them. */
  nextRows(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Reveals a row once VS Code can find it: see {@link RowChanges}. */
  reveal(reveal: () => PromiseLike<void>): Promise<void> {
    return this.#changes.reveal(reveal);
  }

  jobRow(account: Account, key: string): JobNode | undefined {
    return [...this.#rows.jobs.values()].flat().find((row) => row.account === account && row.key === key);
  }

  /** Stops redrawing rows. Call when the view is closed. */
  close(): void {
    this.#dayChange.stop();
    this.#linkExpiries.dispose();
    this.#closedAt = this.#clock.now();
  }

  /** Determines the rows again and redraws those that changed. */
  update(): void {
    const before = this.#rows;
    this.#rows = this.#currentRows();
    const { roots, jobs } = this.#rows;
    const looks = this.#looks;
    this.#looks = new Map(roots.map((row) => [row, this.#items.lookOf(row)]));
    if (idsOf(roots) !== idsOf(before.roots)) {
      this.#changes.add(undefined);
    } else {
      this.#changes.add(
        ...roots.filter((row) => looks.get(row) !== this.#looks.get(row)),
        ...[...jobs].flatMap(([day, rows]) => (idsOf(rows) === idsOf(before.jobs.get(day) ?? []) ? [] : [day])),
      );
    }
    if (this.#rows.jobs.size > 0) {
      this.#dayChange.start();
    } else {
      this.#dayChange.stop();
    }
    this.#followLinks();
  }

  /** Redraws rows whose upload links expire, or expired while the view was closed. */
  #followLinks(): void {
    this.#linkExpiries.dispose();
    for (const row of [...this.#rows.jobs.values()].flat()) {
      const { until = 0 } = this.#store.get(row.account.connection.id, row.key)?.awaitsUpload ?? {};
      this.#linkExpiries.drawn(row, until);
      if (until > this.#closedAt && until <= this.#clock.now()) {
        this.#changes.add(row);
      }
    }
    this.#closedAt = Infinity;
  }

  #updateSoon(): void {
    if (!this.#isUpdating) {
      this.#isUpdating = true;
      queueMicrotask(() => {
        this.#isUpdating = false;
        if (this.#recentJobs.isOpen) {
          this.update();
        }
      });
    }
  }

  #jobsChanged({ connectionId, updated }: JobStoreChange): void {
    if (this.#recentJobs.isOpen) {
      const visible = updated.filter(({ before, after }) => this.#items.hasVisibleChange(before, after));
      const names = new Set(visible.map(({ after }) => globalKey(connectionId, after.key)));
      const rows = names.size === 0 ? [] : [...this.#rows.jobs.values()].flat();
      this.#changes.add(...rows.filter(({ account, key }) => names.has(globalKey(account.connection.id, key))));
    }
  }

  #currentRows(): Rows {
    const known = this.#nodes;
    this.#nodes = new Map();
    const get = <T extends RecentRow>(row: T): T => {
      const old = known.get(row.id);
      // A connection may have a new account since. Rows of different kinds never share an id.
      const node = old !== undefined && accountOf(old) === accountOf(row) ? (old as T) : row;
      this.#nodes.set(node.id, node);
      return node;
    };
    const failures = this.#recentJobs.unread.map(({ account, failure }) => {
      const id = nodeId(nodeId('recent', 'failure'), account.connection.id);
      const retry = () => this.#recentJobs.retry(account);
      const row = get<FailureNode>({ kind: 'failure', id, failure, parent: { kind: 'unread', account, retry } });
      row.failure = failure;
      return row;
    });
    const days = byDay(this.#recentJobs.jobs).map(({ start, jobs }, index) => {
      const id = nodeId('recent', start === undefined ? 'undated' : dateOf(start));
      const day = get<DayNode>({ kind: 'day', id, start, startsExpanded: index < expandedDays });
      const rows = jobs.map(({ account, list, job: { key } }) =>
        get<JobNode>({
          kind: 'job',
          id: nodeId(day.id, globalKey(account.connection.id, key)),
          account,
          key,
          parent: day,
          listLabel: list.branch.label,
        }),
      );
      return [day, rows] as const;
    });
    return {
      roots: [...failures, ...days.map(([day]) => day), ...this.#lastRows(failures.length + days.length > 0).map(get)],
      jobs: new Map(days),
    };
  }

  #lastRows(hasRows: boolean): readonly RecentRow[] {
    const { read, known, hasMore } = this.#recentJobs.progress;
    if (read < known || hasMore || (this.#recentJobs.isReading && !hasRows)) {
      return [{ kind: 'moreLists', id: nodeId('recent', 'more') }];
    }
    if (!hasRows) {
      const { hasConnections, isFiltered } = this.#recentJobs;
      return hasConnections ? [{ kind: 'note', id: isFiltered ? 'noMatch' : 'empty' }] : [];
    }
    return this.#recentJobs.hasOlderJobs ? [{ kind: 'note', id: 'older' }] : [];
  }
}

function accountOf(row: RecentRow): Account | undefined {
  if (row.kind === 'job') {
    return row.account;
  }
  return row.kind === 'failure' ? row.parent.account : undefined;
}

const idsOf = (rows: readonly RecentRow[]) => rows.map(({ id }) => id).join('\n');

/** Returns the local date: "2026-11-22". */
function dateOf(time: number): string {
  const date = new Date(time);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}
