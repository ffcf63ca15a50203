import { window } from 'vscode';
import type { Accounts } from '../core/connections/accounts';
import { Disposables, type Disposable } from '../core/base/disposable';
import { hasReturned, type Presence } from '../core/polling/presence';
import { backgroundPurpose, userPurpose } from '../core/base/request';
import type { JobsView } from './tree/jobsView';

/** Updates polling when the user leaves or returns, and refreshes the visible lists when the user returns. */
export function refreshOnReturn(accounts: Accounts, view: JobsView): Disposable {
  const lifetime = new Disposables();
  let presence = presenceAt(view);
  const onPresenceChange = () => {
    accounts.updatePolling();
    const before = presence;
    presence = presenceAt(view);
    if (hasReturned(before, presence)) {
      for (const account of accounts.all) {
        account.refreshStaleLists(view.expandedLists(account), backgroundPurpose);
      }
    }
  };
  lifetime.add(view.onDidChangeVisibility(onPresenceChange));
  lifetime.add(window.onDidChangeWindowState(onPresenceChange));
  lifetime.add(view.onDidExpandRow(({ account, folders }) => account.refreshStaleLists(folders, userPurpose)));
  return lifetime;
}

function presenceAt(view: JobsView): Presence {
  const { focused, active } = window.state;
  return { isVisible: view.isVisible, isFocused: focused, isActive: active };
}
