import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import { FakeClock } from '../../../support/fakeClock';
import { OldTreeView } from '../../../support/oldTreeView';

interface Row {
  readonly id: string;
}

const list: Row = { id: 'list' };
const row: Row = { id: 'list/row' };

describe('The model of VS Code 1.103’s tree view', () => {
  for (const [name, delay, errors] of [
    [
      'loses rows for which a change is fired while they are registered',
      0,
      ['Element with id list/row is already registered'],
    ],
    ['keeps rows for which a change is fired once they are registered', 1, []],
  ] as const) {
    it(name, async () => {
      const clock = new FakeClock();
      const changed = new Emitter<Row[] | undefined>();
      let isRead = false;
      const fire = () => {
        changed.fire([list]);
      };
      const view = new OldTreeView<Row>(
        {
          onDidChangeTreeData: (listener) => changed.listen(listener),
          getParent: ({ id }) => (id === list.id ? undefined : list),
          getTreeItem: ({ id }) => ({ id }),
          getChildren: (parent) => {
            if (parent === undefined) return [list];
            if (!isRead) {
              isRead = true;
              if (delay === 0) queueMicrotask(fire);
              else clock.after(delay, fire);
            }
            return [row];
          },
        },
        clock,
      );
      void view.show();
      await clock.pass(100);
      void view.expand(list.id);
      await clock.pass(1_000);
      assert.deepEqual(view.errors, errors);
      assert.deepEqual(view.rows, errors.length > 0 ? ['list'] : ['list', '  row']);
    });
  }
});
