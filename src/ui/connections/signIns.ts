import { window } from 'vscode';
import type { Account } from '../../core/account';
import type { Accounts } from '../../core/accounts';
import type { Clock } from '../../core/clock';
import type { Connection } from '../../core/connection';
import { CredentialChanges, type Fingerprint } from '../../core/credentialChanges';
import { Disposables } from '../../core/disposable';
import { attentionText } from '../../core/trouble';
import type { JobTree } from '../tree/jobTree';
import type { JobsView } from '../tree/jobsView';
import { AwsFileWatchers, type FileLocation } from './awsFileWatchers';

interface Parts {
  readonly accounts: Accounts;
  readonly tree: JobTree;
  readonly view: JobsView;
  readonly clock: Clock;
  /** Where the AWS files are now, and where symbolic links among them lead. */
  readonly awsFileLocations: () => Promise<readonly FileLocation[]>;
  readonly fingerprint: (connection: Connection) => Promise<Fingerprint>;
}

/** How connections get at AWS again by themselves, when the AWS files change. No failure pops up. */
export class SignIns extends Disposables {
  readonly #parts: Parts;
  readonly #changes: CredentialChanges;

  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    const { accounts, clock, fingerprint, awsFileLocations: locations } = parts;
    this.#changes = this.add(new CredentialChanges({ accounts: () => accounts.all, clock, fingerprint }));
    this.add(
      new AwsFileWatchers({
        accounts,
        locations,
        changed: () => this.#changes.filesChanged(),
      }),
    );
    this.add(
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          void this.#changes.cameBack();
        }
      }),
    );
    this.add(accounts.onDidChange(() => this.updateMessage()));
  }

  /** To be called before a connection is used for the first time. */
  connecting(connection: Connection): Promise<void> {
    return this.#changes.connecting(connection);
  }

  /** To be told when a connection cannot get at AWS any more, or can again. */
  troubleChanged(account: Account): void {
    this.#parts.tree.troubleChanged(account);
    this.updateMessage();
  }

  /** Says above the tree which connections cannot reach AWS. */
  updateMessage(): void {
    const { accounts, view } = this.#parts;
    view.setMessage(
      'connections',
      attentionText(
        accounts.all.flatMap(({ connection, failure }) => (failure === undefined ? [] : [{ connection, failure }])),
      ),
    );
  }
}
