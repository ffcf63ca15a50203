/** Age in milliseconds from which lists are refreshed when the user returns to them. */
export const staleAge = 60_000;

/** State of the view, its window and the user, as VS Code reports it. */
export interface Presence {
  /** Whether the view is on screen. */
  readonly isVisible: boolean;
  /** Whether the window has the focus. Unreliable by itself with some window managers. */
  readonly isFocused: boolean;
  /** Whether the user did something in the window within about the last minute. */
  readonly isActive: boolean;
}

/** Whether the user may be looking at the window. */
export function isInUse({ isFocused, isActive }: Omit<Presence, 'isVisible'>): boolean {
  return isFocused || isActive;
}

/**
 * Whether the user has returned to the view: it is visible in a window in use, and visibility, focus or activity is
 * new.
 */
export function hasReturned(before: Presence, now: Presence): boolean {
  const isNew = (key: keyof Presence) => now[key] && !before[key];
  return now.isVisible && isInUse(now) && (isNew('isVisible') || isNew('isFocused') || isNew('isActive'));
}
