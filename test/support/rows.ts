import assert from 'node:assert/strict';
import { eventually } from './eventually';
import type { Workbench } from './workbench';

/** A row of the tree as exposed to screen readers. */
export interface Row {
  readonly level: number;
  /** Without the suffix that VS Code adds for a row with buttons. */
  readonly name: string;
  /** `undefined` for rows that cannot have children. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
}

/** Maximum wait for a scroll, in milliseconds: a tree that became shorter meanwhile does not scroll. */
const soon = 2_000;

/** Returns all rows of the tree. Scrolls through it, since only visible rows are drawn, and back to the top. */
export async function allRows(workbench: Workbench): Promise<readonly Row[]> {
  // Starts over when the tree changed meanwhile.
  return eventually(async () => {
    const found = new Map<number, Row>();
    await scrollTreeUp(workbench);
    for (;;) {
      const { count, isEnd, rows } = await look(workbench);
      for (const { index, row } of rows) found.set(index, row);
      if (isEnd) {
        assert.deepEqual(
          [...found.keys()].sort((a, b) => a - b),
          [...Array(count).keys()],
        );
        break;
      }
      await scrollTree(workbench, 'down', soon);
    }
    await scrollTreeUp(workbench);
    return [...found].sort(([a], [b]) => a - b).map(([, row]) => row);
  });
}

/** Returns the ids of the jobs below the only row of this name, from top to bottom. */
export async function jobIdsBelow(workbench: Workbench, name: RegExp): Promise<readonly string[]> {
  return (await rowsBelow(workbench, name)).flatMap((row) => jobIdOf(row) ?? []);
}

/** Returns the rows directly below the only row of this name. */
export async function rowsBelow(workbench: Workbench, name: RegExp): Promise<readonly Row[]> {
  const rows = await allRows(workbench);
  const [parent, ...others] = [...rows.entries()].filter(([, row]) => name.test(row.name));
  assert.ok(parent !== undefined && others.length === 0, `not one row of the name ${String(name)}`);
  const [index, { level }] = parent;
  const end = rows.findIndex((row, place) => place > index && row.level <= level);
  return rows.slice(index + 1, end === -1 ? rows.length : end).filter((row) => row.level === level + 1);
}

export function jobIdOf({ name }: Pick<Row, 'name'>): string | undefined {
  return /, job ([^,]+)/.exec(name)?.[1];
}

/** Returns the scroll position of the tree in pixels. */
export async function treeScroll(workbench: Workbench): Promise<number> {
  const top = await workbench.view.locator('.monaco-list-rows').evaluate((rows: HTMLElement) => rows.style.top);
  return Math.abs(Number.parseFloat(top || '0'));
}

/** Turns the mouse wheel by one notch over the tree, and waits up to `longest` milliseconds until it has scrolled. */
export async function scrollTree(workbench: Workbench, direction: 'up' | 'down', longest = 10_000): Promise<void> {
  const before = await treeScroll(workbench);
  await workbench.view.getByRole('tree').hover({ position: { x: 5, y: 5 } });
  await workbench.page.mouse.wheel(0, direction === 'up' ? -50 : 50);
  await eventually(async () => {
    assert.notEqual(await treeScroll(workbench), before);
  }, longest);
}

async function scrollTreeUp(workbench: Workbench): Promise<void> {
  while ((await treeScroll(workbench)) > 0) await scrollTree(workbench, 'up', soon);
}

interface Look {
  /** Number of all rows, including those not visible. */
  readonly count: number;
  /** Whether the last row is visible. */
  readonly isEnd: boolean;
  /** Visible rows and their index among all. */
  readonly rows: readonly { readonly index: number; readonly row: Row }[];
}

async function look(workbench: Workbench): Promise<Look> {
  return workbench.view.locator('.monaco-list-rows').evaluate((list: HTMLElement) => {
    const rows = [...list.querySelectorAll<HTMLElement>('[role=treeitem]')];
    const [top = 0, height = 0, rowHeight] = [list.style.top, list.style.height, rows[0]?.style.height].map(
      (size) => Number.parseFloat(size ?? '') || 0,
    );
    return {
      count: rowHeight === 0 ? 0 : Math.round(height / (rowHeight ?? 1)),
      isEnd: height + top <= (list.parentElement?.clientHeight ?? 0),
      rows: rows.map((row) => ({
        index: Number(row.getAttribute('data-index')),
        row: {
          level: Number(row.getAttribute('aria-level')),
          name: (row.getAttribute('aria-label') ?? '').replace(/, has actions$/, ''),
          expanded: row.hasAttribute('aria-expanded') ? row.getAttribute('aria-expanded') === 'true' : undefined,
          selected: row.getAttribute('aria-selected') === 'true',
        },
      })),
    };
  });
}
