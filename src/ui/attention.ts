import { window } from 'vscode';
import type { Accounts } from '../core/accounts';
import { inBackground } from '../core/background';
import { Disposables, type Disposable } from '../core/disposable';
import type { JobsView } from './tree/jobsView';

interface Parts {
  readonly accounts: Accounts;
  readonly view: JobsView;
  readonly isPanelVisible: () => boolean;
}

/** Whether somebody may be looking, and what is read again when they come back. */
export class Attention implements Disposable {
  readonly #parts: Parts;
  readonly #lifetime = new Disposables();

  constructor(parts: Parts) {
    this.#parts = parts;
    const { accounts, view } = parts;
    const comeOrGo = () => {
      this.changed();
      if (view.isVisible && isInUse()) {
        for (const account of accounts.all) {
          // Nobody has asked for it.
          inBackground(() => {
            account.seenAgain(view.unfoldedLists(account));
          });
        }
      }
    };
    this.#lifetime.add(view.onDidChangeVisibility(comeOrGo));
    this.#lifetime.add(window.onDidChangeWindowState(comeOrGo));
    this.#lifetime.add(
      view.onDidUnfold(({ account, folders }) => {
        account.seenAgain(folders);
      }),
    );
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
