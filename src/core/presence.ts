/** What VS Code knows of the view, of its window, and of the person before it. */
export interface Presence {
  /** The view is on screen. */
  readonly isVisible: boolean;
  /** The window has the focus. It alone is unreliable with some window managers. */
  readonly isFocused: boolean;
  /** Somebody has done something in the window within the last minute or so. */
  readonly isActive: boolean;
}

/** Whether the window is one that somebody may be looking at. */
export function isInUse({ isFocused, isActive }: Omit<Presence, 'isVisible'>): boolean {
  return isFocused || isActive;
}

/** Whether somebody has come back to the view: it is seen now, and something that speaks for that is new. To leave is not to come. */
export function hasComeBack(before: Presence, now: Presence): boolean {
  const isNew = (key: keyof Presence) => now[key] && !before[key];
  return now.isVisible && isInUse(now) && (isNew('isVisible') || isNew('isFocused') || isNew('isActive'));
}
