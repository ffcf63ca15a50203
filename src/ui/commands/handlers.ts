import type { Accounts } from '../../core/accounts';
import type { Clock } from '../../core/clock';
import type { Connection } from '../../core/connection';
import type { Formats } from '../../core/formats';
import type { JobStore } from '../../core/jobStore';
import type { Profiles } from '../../core/profile';
import type { ServiceDescription } from '../../core/service';
import type { SignInPlan } from '../../core/signIn';
import type { LongRead } from '../../core/pagedList';
import type { DetailsPanels } from '../details/detailsPanels';
import type { DiagnosisReports } from '../diagnosisReports';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { JobActions, JobTarget } from '../jobActions';
import type { JobDocuments } from '../jobDocuments';
import type { Log } from '../log';
import { runningTargets } from '../notifications/running';
import type { JobTree } from '../tree/jobTree';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import { connectionCommands } from './connectionCommands';
import { diagnoseCommands } from './diagnoseCommands';
import { jobCommands } from './jobCommands';
import { listCommands } from './listCommands';
import type { Handlers } from './names';
import { policyCommands } from './policyCommands';
import { sampleCommands } from './sampleCommands';
import { rowCommands } from './rowCommands';
import { signInCommands } from './signInCommands';
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
  readonly reports: DiagnosisReports;
  readonly failedRecords: FailedRecords;
  readonly formats: Formats;
  readonly log: Log;
  readonly clock: Clock;
  readonly descriptions: readonly ServiceDescription[];
  readonly refresh: (node: Node | undefined, how?: LongRead) => Promise<void>;
  /** Opens a job; lets the user pick one of several. */
  readonly openOneOf: (jobs: readonly JobTarget[]) => Promise<void>;
  /** Functions that need the AWS SDK. */
  readonly services: {
    readProfiles(): Promise<Profiles>;
    signInPlan(connection: Connection): Promise<SignInPlan>;
    identityOf(connectionId: string): string | undefined;
    diagnose(connection: Connection, signal: AbortSignal, onStep: (step: string) => void): Promise<string>;
  };
}

/** Returns the handlers of all commands. */
export function commandHandlers(parts: Parts): Handlers {
  const { accounts, store, services, log, tree, view, clock, refresh, openOneOf } = parts;
  const others = {
    ...jobCommands(parts),
    ...listCommands(parts),
    ...connectionCommands({ ...parts, readProfiles: () => services.readProfiles() }),
    ...signInCommands({
      accounts,
      planOf: (connection) => services.signInPlan(connection),
      refresh: (account) => refresh(tree.accountRow(account)),
    }),
    ...policyCommands({ ...parts, identityOf: (id) => services.identityOf(id) }),
    ...diagnoseCommands({ ...parts, diagnose: (...what) => services.diagnose(...what) }),
    ...sampleCommands,
    showLog: () => log.show(),
    showRunning: () => openOneOf(runningTargets(accounts, store)),
  };
  return { ...others, ...rowCommands(view, clock, others) };
}
