import assert from 'node:assert/strict';
import { readState, type PageState } from '../../../src/webview/details/host';
import { Lookups } from '../../../src/webview/details/lookups';

describe('how somebody looks at a job', () => {
  let states: PageState[];
  let draws: number;

  /** A page that comes back with what one before has left. */
  function lookups(left?: unknown): Lookups {
    states = [];
    draws = 0;
    const host = {
      send: () => undefined,
      remember: (state: PageState) => states.push(structuredClone(state)),
      remembered: readState(left),
    };
    return new Lookups(
      host,
      () => undefined,
      () => undefined,
      () => draws++,
    );
  }

  it('outlives the page: which reasons were opened too, by their places alone', () => {
    const page = lookups();
    page.ui().setOpened(3, true);
    page.ui().setOpened(0, true);
    page.ui().setOpened(3, false);
    page.ui().setOpened(7, true);
    assert.deepEqual(states.at(-1)?.opened, [0, 7]);
    assert.deepEqual(lookups(states.at(-1)).ui().opened, new Set([0, 7]));
  });

  it('is not stored again by a fold that is drawn as it was', () => {
    const page = lookups({ opened: [4] });
    page.ui().setOpened(4, true);
    page.ui().setOpened(5, false);
    assert.deepEqual([states.length, draws], [0, 0]);
  });

  it('is taken only where it is of the right kind', () => {
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
