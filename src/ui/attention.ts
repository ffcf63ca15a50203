import { window } from 'vscode';
import type { Accounts } from '../core/accounts';
import { inBackground } from '../core/background';
import { Disposables } from '../core/disposable';
import { hasComeBack, isInUse, type Presence } from '../core/presence';
import type { JobsView } from './tree/jobsView';

interface Parts {
  readonly accounts: Accounts;
  readonly view: JobsView;
  readonly isPanelVisible: () => boolean;
}

/** Whether somebody may be looking, and what is read again when they come back. */
export class Attention extends Disposables {
  readonly #parts: Parts;
  #presence: Presence;

  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    const { accounts, view } = parts;
    this.#presence = presenceAt(view);
    const comeOrGo = () => {
      this.changed();
      const before = this.#presence;
      this.#presence = presenceAt(view);
      if (hasComeBack(before, this.#presence)) {
        for (const account of accounts.all) {
          // Nobody has asked for it.
          inBackground(() => account.seenAgain(view.unfoldedLists(account)));
        }
      }
    };
    this.add(view.onDidChangeVisibility(comeOrGo));
    this.add(window.onDidChangeWindowState(comeOrGo));
    this.add(view.onDidUnfold(({ account, folders }) => account.seenAgain(folders)));
  }

  /** Whether the view or a panel is on screen, in a window that is in use. */
  get isThere(): boolean {
    const presence = presenceAt(this.#parts.view);
    return (presence.isVisible || this.#parts.isPanelVisible()) && isInUse(presence);
  }

  /** To be called when polling may have more or less reason. */
  changed(): void {
    for (const account of this.#parts.accounts.all) {
      account.updatePolling();
    }
  }
}

function presenceAt(view: JobsView): Presence {
  const { focused, active } = window.state;
  return { isVisible: view.isVisible, isFocused: focused, isActive: active };
}
