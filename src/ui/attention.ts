import { window } from 'vscode';
import { isInUse } from '../core/presence';

/** A part of the window that shows jobs: the view or a panel. */
interface Viewer {
  readonly isVisible: boolean;
}

/** Whether the user may be looking at jobs. */
export class Attention {
  readonly #viewers: Viewer[] = [];

  add(viewer: Viewer): void {
    this.#viewers.push(viewer);
  }

  /** Whether any viewer is on screen, in a window that is in use. */
  get isThere(): boolean {
    const { focused, active } = window.state;
    return isInUse({ isFocused: focused, isActive: active }) && this.#viewers.some(({ isVisible }) => isVisible);
  }
}
