import assert from 'node:assert/strict';
import { env, MarkdownString, ThemeIcon, type TreeItem } from 'vscode';
import { CurrentFilter } from '../../src/core/find/currentFilter';
import { HandOver } from '../../src/core/handOver/handOver';
import { Paces } from '../../src/core/polling/paces';
import { JobActions } from '../../src/ui/jobActions';
import type { Log } from '../../src/ui/log';
import { Expansion } from '../../src/ui/tree/expansion';
import { JobRows } from '../../src/ui/tree/jobRows';
import { JobTree } from '../../src/ui/tree/jobTree';
import type { Node } from '../../src/ui/tree/nodes';
import { TreeItems } from '../../src/ui/tree/treeItems';
import { formats, ParcelBench } from '../support/parcelBench';
import { parcels, uploadToken } from '../support/parcelService';

describe('Another service, which the product does not know', () => {
  let bench: ParcelBench;
  let paces: Paces;
  let items: TreeItems;
  let tree: JobTree;

  beforeEach(() => {
    bench = new ParcelBench();
    const now = () => bench.clock.now();
    paces = new Paces(bench.store, now);
    const expansion = new Expansion({ get: () => undefined, update: () => Promise.resolve() });
    items = new TreeItems(formats, expansion);
    const filter = new CurrentFilter();
    const handOver = new HandOver([parcels.description], () => undefined);
    items.useJobRows(new JobRows({ store: bench.store, paces, formats, filter, handOver, now }));
    tree = new JobTree(bench.accounts, bench.store, items, bench.clock, filter);
  });
  afterEach(() => {
    tree.dispose();
    paces.dispose();
    bench.dispose();
  });

  /** Returns the rows below the row at this path of labels, once they have been read. */
  async function rowsBelow(...labels: readonly string[]): Promise<readonly Node[]> {
    let node: Node | undefined;
    for (const label of labels) {
      node = (await childrenOf(node)).find((child) => items.itemOf(child).label === label);
      assert.ok(node !== undefined, label);
    }
    return childrenOf(node);
  }

  async function childrenOf(node: Node | undefined): Promise<readonly Node[]> {
    tree.getChildren(node);
    await bench.settle();
    return tree.getChildren(node);
  }

  const unescaped = (markdown: string) =>
    markdown.replace(/&#(\d+);/gu, (_, code) => String.fromCodePoint(Number(code)));

  const look = ({ iconPath, label, description, contextValue }: TreeItem) => [
    iconPath instanceof ThemeIcon ? iconPath.id : undefined,
    label,
    description,
    contextValue,
  ];
  const looks = async (...labels: readonly string[]) =>
    (await rowsBelow(...labels)).map((node) => look(items.itemOf(node)));

  it('has rows with its own levels, icons, statuses and counts', async () => {
    const path = ['Sample account', 'Amazon Parcels', 'North depot', 'Monday tour'];
    assert.deepEqual(await looks(...path.slice(0, 1)), [
      ['package', 'Amazon Parcels', undefined, ';list;refreshable;'],
    ]);
    assert.deepEqual(await looks(...path.slice(0, 2)), [['home', 'North depot', undefined, ';list;refreshable;']]);
    assert.deepEqual(await looks(...path.slice(0, 3)), [['milestone', 'Monday tour', undefined, ';list;refreshable;']]);
    assert.deepEqual(
      (await looks(...path)).map(([icon, , ...others]) => [icon, ...others]),
      [
        ['sync~spin', '1.2K created, 34 updated', ';job;source;'],
        ['warning', '2 of 9 failed', ';failedRecords;job;source;'],
        ['circle-slash', 'Cancelled', ';failedRecords;job;source;'],
        ['question', 'ON_A_SHIP', ';failedRecords;job;source;'],
      ],
    );
    const [first] = await rowsBelow(...path);
    assert.ok(first !== undefined);
    const item = items.itemOf(first);
    assert.match(
      item.accessibilityInformation?.label ?? '',
      /^In progress, 1,200 created, 34 updated, Route route-1, created .*, job parcel-1, Sample account$/u,
    );
    const { tooltip } = items.resolve(item, first);
    const lines = tooltip instanceof MarkdownString ? unescaped(tooltip.value).split('  \n') : [];
    for (const line of [
      /^Created: 1,200$/u,
      /^Created: Nov 22, 2026/u,
      /^Failed batches: 1$/u,
      /^Destination: Route/u,
    ]) {
      assert.ok(
        lines.some((each) => line.test(each)),
        `${String(line)} in ${lines.join(' | ')}`,
      );
    }
  });

  it('copies its jobs as JSON without their secrets', async () => {
    await rowsBelow('Sample account', 'Amazon Parcels', 'North depot', 'Monday tour');
    const log = { failure: () => assert.fail('It was read.') } as unknown as Log;
    const actions = new JobActions({ log, formats, clock: bench.clock });
    assert.ok(await actions.copyAsJson([{ account: bench.account, job: bench.job('parcel-1') }]));
    const json = await env.clipboard.readText();
    assert.equal((JSON.parse(json) as { State: string }).State, 'LOADING');
    assert.doesNotMatch(json, new RegExp(`${uploadToken}|signature=hidden`, 'u'));
  });
});
