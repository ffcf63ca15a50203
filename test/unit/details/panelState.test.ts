import assert from 'node:assert/strict';
import { readPanelState } from '../../../src/ui/details/panelState';

const job = { service: 'ses', id: 'a' };

describe('the state that a panel stored before a reload', () => {
  it('identifies its job, and is otherwise ignored', () => {
    assert.deepEqual(readPanelState({ connection: 'c', job, pinned: true, rawOpen: true, url: 'https://x' }), {
      connection: 'c',
      job,
      pinned: true,
    });
    const scoped = { ...job, scope: 'app' };
    assert.deepEqual(readPanelState({ connection: 'c', job: { ...scoped, more: 1 } }), {
      connection: 'c',
      job: scoped,
      pinned: false,
    });
    assert.equal(readPanelState({ connection: 'c', job, pinned: 'yes' })?.pinned, false);
  });

  for (const state of [
    undefined,
    null,
    'c',
    [],
    {},
    { connection: 'c' },
    { connection: '', job },
    { connection: 7, job },
    { connection: 'c', job: 'a' },
    { connection: 'c', job: { service: 'ses' } },
    { connection: 'c', job: { service: 'ses', id: '' } },
    { connection: 'c', job: { ...job, scope: 1 } },
    { connection: 'c'.repeat(1_001), job },
  ]) {
    it(`is rejected: ${JSON.stringify([state]).slice(0, 60)}`, () => {
      assert.equal(readPanelState(state), undefined);
    });
  }
});
