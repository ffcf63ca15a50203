import { window } from 'vscode';
import type { Accounts } from '../core/accounts';
import { Disposables, type Disposable } from '../core/disposable';

interface Parts {
  readonly accounts: Accounts;
  readonly view: { readonly isVisible: boolean; onDidChangeVisibility(listener: () => void): Disposable };
  readonly isPanelVisible: () => boolean;
}

/** Whether somebody may be looking, and what the accounts do when they come or go. */
export class Attention implements Disposable {
  readonly #parts: Parts;
  readonly #lifetime = new Disposables();

  constructor(parts: Parts) {
    this.#parts = parts;
    const comeOrGo = () => {
      this.changed();
      if (parts.view.isVisible && isInUse()) {
        for (const account of parts.accounts.all) {
          account.comeBack();
        }
      }
    };
    this.#lifetime.add(parts.view.onDidChangeVisibility(comeOrGo));
    this.#lifetime.add(window.onDidChangeWindowState(comeOrGo));
  }

  /** Whether the view or a panel is on screen, in a window that is in use. */
  get isThere(): boolean {
    return (this.#parts.view.isVisible || this.#parts.isPanelVisible()) && isInUse();
  }

  /** To be called when polling may have more or less reason. */
  changed(): void {
    for (const account of this.#parts.accounts.all) {
      account.updatePolling();
    }
  }

  dispose(): void {
    this.#lifetime.dispose();
  }
}

/** `focused` alone is unreliable with some window managers. */
function isInUse(): boolean {
  return window.state.active || window.state.focused;
}
