import assert from 'node:assert/strict';
import { hasReturned, isInUse, type Presence } from '../../../src/core/polling/presence';

/** Parses a presence from letters: visible, focused, active. */
const presence = (letters: string): Presence => ({
  isVisible: letters.includes('v'),
  isFocused: letters.includes('f'),
  isActive: letters.includes('a'),
});

describe('Presence', () => {
  it('counts a window as in use when it has the focus or was active lately', () => {
    assert.deepEqual(
      ['', 'v', 'f', 'a', 'fa'].map((letters) => isInUse(presence(letters))),
      [false, false, true, true, true],
    );
  });

  for (const [before, now, what] of [
    ['fa', 'vfa', 'the view is shown'],
    ['v', 'vf', 'the window gets the focus'],
    ['v', 'va', 'the user does something in a window without the focus'],
    ['vf', 'vfa', 'the user does something after a while'],
  ] as const) {
    it(`reports a return when ${what}`, () => {
      assert.equal(hasReturned(presence(before), presence(now)), true);
    });
  }

  for (const [before, now, what] of [
    ['vfa', 'vf', 'the user stops doing anything in a window that keeps the focus'],
    ['vfa', 'va', 'the focus moves to another window'],
    ['vfa', 'v', 'the window is left'],
    ['vfa', 'fa', 'the view is hidden'],
    ['', 'fa', 'the user returns to the window without the view'],
    ['', 'v', 'the view is shown in a window not in use'],
    ['vfa', 'vfa', 'nothing changes'],
  ] as const) {
    it(`reports no return when ${what}`, () => {
      assert.equal(hasReturned(presence(before), presence(now)), false);
    });
  }
});
