import assert from 'node:assert/strict';
import { readState } from '../../../src/webview/details/host';

describe('the state of the page', () => {
  it('is restored only in the parts that have the right types', () => {
    assert.deepEqual(readState({ opened: [1, 'No address', null, 2] }).opened, [1, 2]);
    assert.deepEqual(readState({ opened: {} }), {
      rawOpen: false,
      filter: '',
      grouped: true,
      opened: [],
      scroll: 0,
    });
  });
});
