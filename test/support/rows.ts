import assert from 'node:assert/strict';
import { eventually } from './eventually';
import type { Workbench } from './workbench';

/** A row of the tree as a screen reader knows it. */
export interface Row {
  readonly level: number;
  /** Without what VS Code adds for a row with buttons. */
  readonly name: string;
  /** `undefined` where nothing can be below it. */
  readonly expanded: boolean | undefined;
  readonly selected: boolean;
}

/** Milliseconds until a scroll shows. A tree that has become shorter meanwhile does not scroll. */
const soon = 2_000;

/** All rows of the tree from top to bottom. It draws only those in sight, so this scrolls through; it ends at the top. */
export async function allRows(workbench: Workbench): Promise<readonly Row[]> {
  // From the beginning again where it changed meanwhile.
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

/** The ids of the jobs below the only row of this name, from top to bottom. */
export async function jobIdsBelow(workbench: Workbench, name: RegExp): Promise<readonly string[]> {
  return (await rowsBelow(workbench, name)).flatMap((row) => jobIdOf(row) ?? []);
}

/** The rows directly below the only row of this name. */
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

/** How far the tree is scrolled down, in pixels. */
export async function treeScroll(workbench: Workbench): Promise<number> {
  const top = await workbench.view.locator('.monaco-list-rows').evaluate((rows: HTMLElement) => rows.style.top);
  return Math.abs(Number.parseFloat(top || '0'));
}

/** Turns the wheel over the tree by one notch, and waits so many milliseconds at most until it has scrolled. */
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
  /** Of all rows, those out of sight too. */
  readonly count: number;
  /** There is nothing below what is in sight. */
  readonly isEnd: boolean;
  /** Those in sight, and their places among all. */
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
