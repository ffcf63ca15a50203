import assert from 'node:assert/strict';
import type { Node } from '../../../../src/ui/tree/nodes';
import { RowChanges } from '../../../../src/ui/tree/rowChanges';

const row = (id: string) => ({ kind: 'account', id }) as unknown as Node;
const idsOf = (rows: readonly Node[] | undefined) => rows?.map(({ id }) => id);

describe('Changes of rows', () => {
  let changes: RowChanges;
  let order: unknown[];

  beforeEach(() => {
    changes = new RowChanges();
    order = [];
    changes.listen((rows) => order.push(idsOf(rows)));
  });

  /** Sends like VS Code: everything sent before a timer is due leaves in one packet. */
  const send = (message: string) => setTimeout(() => order.push(message));
  /** Resolves when changes and packets have been sent. */
  const sent = async () => {
    for (let packet = 0; packet < 4; packet++) await new Promise((resolve) => setTimeout(resolve));
  };

  it('are sent in a later packet than children returned before', async () => {
    changes.add(row('a'));
    send('children');
    await sent();
    assert.deepEqual(order, ['children', ['a']]);
  });

  it('are sent later even when an earlier change is about to be fired', async () => {
    changes.add(row('a'));
    await new Promise((resolve) => setTimeout(resolve));
    send('children');
    changes.add(row('b'));
    await sent();
    assert.deepEqual(order, [['a'], 'children', ['b']]);
  });

  it('are fired together, each row once, or as one change of all rows if any is', async () => {
    changes.add(row('a'), row('b'));
    changes.add();
    await sent();
    changes.add(row('a'));
    changes.add(undefined);
    await sent();
    assert.deepEqual(order, [['a', 'b'], undefined]);
  });

  it('wait for a reveal, which waits for the changes before it', async () => {
    changes.add(row('a'));
    const revealing = Promise.withResolvers<undefined>();
    const revealed = changes.reveal(async () => {
      order.push('reveal');
      changes.add(row('b'));
      await revealing.promise;
      order.push('revealed');
    });
    await sent();
    assert.deepEqual(order, [['a'], 'reveal']);
    revealing.resolve(undefined);
    await revealed;
    await sent();
    assert.deepEqual(order, [['a'], 'reveal', 'revealed', ['b']]);
  });

  it('are not fired between the two attempts of a reveal', async () => {
    const attempts = [() => Promise.reject(new Error('Cannot resolve tree item')), () => Promise.resolve()];
    await changes.reveal(() => {
      order.push('attempt');
      if (order.length === 1) changes.add(row('a'));
      return attempts.shift()?.() ?? assert.fail();
    });
    await sent();
    assert.deepEqual(order, ['attempt', 'attempt', ['a']]);
  });

  it('are fired when both attempts fail, whose error the caller gets', async () => {
    const revealed = changes.reveal(() => {
      order.push('attempt');
      if (order.length === 1) changes.add(row('a'));
      return Promise.reject(new Error('Cannot resolve tree item'));
    });
    await assert.rejects(revealed, /^Error: Cannot resolve tree item/);
    await sent();
    assert.deepEqual(order, ['attempt', 'attempt', ['a']]);
  });
});
