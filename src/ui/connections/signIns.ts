import { window } from 'vscode';
import type { Accounts } from '../../core/connections/accounts';
import type { Clock } from '../../core/base/clock';
import type { Connection } from '../../core/connections/connection';
import { CredentialChanges, type Fingerprint } from '../../core/connections/credentialChanges';
import type { FileLocation } from '../../core/connections/awsFilePaths';
import { Disposables } from '../../core/base/disposable';
import { failingConnectionsText } from '../../core/connections/failingConnections';
import type { JobsView } from '../tree/jobsView';
import { AwsFileWatchers } from './awsFileWatchers';

interface Dependencies {
  readonly accounts: Accounts;
  readonly view: JobsView;
  readonly clock: Clock;
  /** Returns the current paths of the AWS files, including the targets of symbolic links. */
  readonly awsFileLocations: () => Promise<readonly FileLocation[]>;
  readonly fingerprint: (connection: Connection) => Promise<Fingerprint>;
}

/** Reconnects connections when the AWS files change. Failures show in the view, never as notifications. */
export class SignIns extends Disposables {
  readonly #dependencies: Dependencies;
  readonly #changes: CredentialChanges;
  readonly #watchers: AwsFileWatchers;

  constructor(dependencies: Dependencies) {
    super();
    this.#dependencies = dependencies;
    const { accounts, clock, fingerprint, awsFileLocations: locations } = dependencies;
    this.#changes = this.add(new CredentialChanges({ accounts: () => accounts.all, clock, fingerprint }));
    this.#watchers = this.add(
      new AwsFileWatchers({
        accounts,
        locations,
        changed: () => this.#changes.filesChanged(),
      }),
    );
    this.add(
      window.onDidChangeWindowState(({ focused }) => {
        if (focused) {
          void this.#changes.userReturned();
        }
      }),
    );
    this.add(accounts.onDidChange(() => this.#updateMessage()));
    this.add(accounts.onDidChangeFolder(() => this.#updateMessage()));
    this.add(accounts.onDidChangeCredentials(() => this.#updateMessage()));
  }

  /** Prepares for the first use of a connection. Call before it. */
  async connecting(connection: Connection): Promise<void> {
    // Watch first, so that no change to the files is missed.
    await this.#watchers.ready();
    await this.#changes.connecting(connection);
  }

  /** Shows above the tree which connections cannot reach AWS. */
  #updateMessage(): void {
    const { accounts, view } = this.#dependencies;
    view.setMessage(
      'connections',
      failingConnectionsText(
        accounts.all.flatMap(({ connection, failure }) => (failure === undefined ? [] : [{ connection, failure }])),
      ),
    );
  }
}
