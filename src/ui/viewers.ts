import { window } from 'vscode';
import { isInUse } from '../core/polling/presence';

/** A part of the window that shows jobs: the view or a panel. */
interface Viewer {
  readonly isVisible: boolean;
}

/** The parts of the window that show jobs. */
export class Viewers {
  readonly #viewers: Viewer[] = [];

  add(viewer: Viewer): void {
    this.#viewers.push(viewer);
  }

  /** Whether the user may be looking at the view or a panel: one is visible, and the window is in use. */
  get isWatched(): boolean {
    const { focused, active } = window.state;
    return isInUse({ isFocused: focused, isActive: active }) && this.#viewers.some(({ isVisible }) => isVisible);
  }
}
