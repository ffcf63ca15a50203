import { commands } from 'vscode';
import type { Accounts } from '../../core/accounts';
import type { Connection } from '../../core/connection';
import { Disposables, type Disposable } from '../../core/disposable';
import type { JobStore } from '../../core/jobStore';
import type { Profiles } from '../../core/profile';
import type { DetailsPanels } from '../details/detailsPanels';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { JobActions } from '../jobActions';
import type { JobDocuments } from '../jobDocuments';
import type { Log } from '../log';
import type { JobTree } from '../tree/jobTree';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import { registerConnectionCommands } from './connectionCommands';
import { registerDiagnose } from './diagnose';
import { registerJobCommands } from './jobCommands';
import { registerListCommands } from './listCommands';
import { registerPolicyCommands } from './policyCommands';
import { registerSampleCommands } from './sampleCommands';
import type { Targets } from './targets';

interface Parts {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: JobTree;
  readonly view: JobsView;
  readonly targets: Targets;
  readonly actions: JobActions;
  readonly details: DetailsPanels;
  readonly documents: JobDocuments;
  readonly failedRecords: FailedRecords;
  readonly log: Log;
  /** Reads a row and what is below it again; everything without a row. Rejects with a ServiceError. */
  readonly refresh: (node: Node | undefined) => Promise<void>;
  /** What only the AWS SDK can tell. */
  readonly services: {
    readProfiles(): Promise<Profiles>;
    identityOf(connectionId: string): string | undefined;
    diagnose(connection: Connection, signal: AbortSignal, onStep: (step: string) => void): Promise<string>;
  };
}

/** Every command but those of a part that brings its own. */
export function registerCommands(parts: Parts): Disposable {
  const { services, log } = parts;
  const lifetime = new Disposables();
  lifetime.add(registerJobCommands(parts));
  lifetime.add(registerListCommands(parts));
  lifetime.add(registerConnectionCommands({ ...parts, readProfiles: () => services.readProfiles() }));
  lifetime.add(registerPolicyCommands({ ...parts, identityOf: (id) => services.identityOf(id) }));
  lifetime.add(registerDiagnose({ ...parts, diagnose: (...what) => services.diagnose(...what) }));
  lifetime.add(registerSampleCommands());
  lifetime.add(
    commands.registerCommand('importJobs.showLog', () => {
      log.show();
    }),
  );
  return lifetime;
}
