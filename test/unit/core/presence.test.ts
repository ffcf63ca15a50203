import assert from 'node:assert/strict';
import { hasComeBack, isInUse, type Presence } from '../../../src/core/presence';

/** Letters for what is true: visible, focused, active. */
const presence = (letters: string): Presence => ({
  isVisible: letters.includes('v'),
  isFocused: letters.includes('f'),
  isActive: letters.includes('a'),
});

describe('Presence', () => {
  it('is of use to somebody with the focus, or with something done lately', () => {
    assert.deepEqual(
      ['', 'v', 'f', 'a', 'fa'].map((letters) => isInUse(presence(letters))),
      [false, false, true, true, true],
    );
  });

  for (const [before, now, what] of [
    ['fa', 'vfa', 'the view is shown'],
    ['v', 'vf', 'the window gets the focus'],
    ['v', 'va', 'something is done in a window without the focus'],
    ['vf', 'vfa', 'something is done after a while'],
  ] as const) {
    it(`has come back when ${what}`, () => {
      assert.equal(hasComeBack(presence(before), presence(now)), true);
    });
  }

  for (const [before, now, what] of [
    ['vfa', 'vf', 'nothing is done any more in a window that keeps the focus'],
    ['vfa', 'va', 'the focus goes to another window'],
    ['vfa', 'v', 'the window is left'],
    ['vfa', 'fa', 'the view is hidden'],
    ['', 'fa', 'the window comes back without the view'],
    ['', 'v', 'the view is shown in a window that nobody uses'],
    ['vfa', 'vfa', 'nothing changes'],
  ] as const) {
    it(`has not come back when ${what}`, () => {
      assert.equal(hasComeBack(presence(before), presence(now)), false);
    });
  }
});
