/** State of the view, its window and the user, as VS Code reports it. */
export interface Presence {
  /** The view is on screen. */
  readonly isVisible: boolean;
  /** The window has the focus. Unreliable by itself with some window managers. */
  readonly isFocused: boolean;
  /** The user did something in the window within the last minute or so. */
  readonly isActive: boolean;
}

/** Whether the user may be looking at the window. */
export function isInUse({ isFocused, isActive }: Omit<Presence, 'isVisible'>): boolean {
  return isFocused || isActive;
}

/** Whether the user has returned to the view: it is visible in a window in use, and was not before in some respect. */
export function hasReturned(before: Presence, now: Presence): boolean {
  const isNew = (key: keyof Presence) => now[key] && !before[key];
  return now.isVisible && isInUse(now) && (isNew('isVisible') || isNew('isFocused') || isNew('isActive'));
}
