import { window } from 'vscode';
import type { Accounts } from '../core/accounts';
import { Disposables, type Disposable } from '../core/disposable';
import { hasComeBack, type Presence } from '../core/presence';
import { backgroundPurpose, userPurpose } from '../core/request';
import type { JobsView } from './tree/jobsView';

/** Updates polling when the user leaves or returns, and on return refreshes the visible lists. */
export function refreshWhenUserComesBack(accounts: Accounts, view: JobsView): Disposable {
  const lifetime = new Disposables();
  let presence = presenceAt(view);
  const comeOrGo = () => {
    accounts.updatePolling();
    const before = presence;
    presence = presenceAt(view);
    if (hasComeBack(before, presence)) {
      for (const account of accounts.all) {
        account.seenAgain(view.unfoldedLists(account), backgroundPurpose);
      }
    }
  };
  lifetime.add(view.onDidChangeVisibility(comeOrGo));
  lifetime.add(window.onDidChangeWindowState(comeOrGo));
  lifetime.add(view.onDidUnfold(({ account, folders }) => account.seenAgain(folders, userPurpose)));
  return lifetime;
}

function presenceAt(view: JobsView): Presence {
  const { focused, active } = window.state;
  return { isVisible: view.isVisible, isFocused: focused, isActive: active };
}
