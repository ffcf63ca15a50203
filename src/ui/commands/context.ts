import type { Accounts } from '../../core/connections/accounts';
import type { Clock } from '../../core/base/clock';
import type { Connection } from '../../core/connections/connection';
import type { CurrentFilter } from '../../core/find/currentFilter';
import type { Formats } from '../../core/text/formats';
import type { JobStore } from '../../core/jobs/jobStore';
import type { Profiles } from '../../core/connections/profile';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import type { SignInPlan } from '../../core/connections/signInCommand';
import type { LongRead } from '../../core/jobs/pagedList';
import type { OpenCopies } from '../../core/copies/openCopies';
import type { OpenCopyDependencies } from '../copies/openCopy';
import type { SaveCopyDependencies } from '../copies/saveCopy';
import type { DetailsPanels } from '../details/detailsPanels';
import type { DiagnosisReports } from '../diagnosisReports';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { HandOverActions } from '../handOverActions';
import type { JobActions, JobTarget } from '../jobActions';
import type { JobExport } from '../jobExport';
import type { JobDocuments } from '../jobDocuments';
import type { Log } from '../log';
import type { Recent } from '../recent/recent';
import type { RowSelection } from '../rowSelection';
import type { JobTree } from '../tree/jobTree';
import type { JobsView } from '../tree/jobsView';
import type { Node } from '../tree/nodes';
import type { Targets } from './targets';

/** Dependencies of the commands. */
export interface CommandContext {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: JobTree;
  readonly view: JobsView;
  /** The filter of the Jobs view, which Recent and Export Jobs apply too. */
  readonly filter: CurrentFilter;
  readonly recent: Recent;
  /** Selected rows of the view that the user last used. */
  readonly selected: RowSelection;
  readonly targets: Targets;
  readonly actions: JobActions;
  readonly handOver: HandOverActions;
  readonly exporter: JobExport;
  readonly details: DetailsPanels;
  readonly documents: JobDocuments;
  readonly reports: DiagnosisReports;
  readonly failedRecords: FailedRecords;
  readonly formats: Formats;
  readonly log: Log;
  readonly clock: Clock;
  readonly copies: OpenCopies;
  readonly readCopies: OpenCopyDependencies['readCopies'];
  readonly saveFile: SaveCopyDependencies['saveFile'];
  /** All services, whether or not they are shown. */
  readonly descriptions: readonly ServiceDescription[];
  /** Returns the services that the settings show. */
  readonly shownDescriptions: () => readonly ServiceDescription[];
  /** Refreshes a row and everything below it; without a row, everything. Rejects with a ServiceError. */
  readonly refresh: (node: Node | undefined, how?: LongRead) => Promise<void>;
  /** Opens a job. If there are several, lets the user pick one. */
  readonly openOneOf: (jobs: readonly JobTarget[]) => Promise<void>;
  /** Functions that load the AWS SDK. */
  readonly bundles: {
    /** Reads the current profiles of the AWS files. */
    readProfiles(): Promise<Profiles>;
    /** Returns how the user signs in, according to the current AWS files. */
    signInPlan(connection: Connection): Promise<SignInPlan>;
    /** Returns the AWS account ID of a connection from its credentials or the AWS files, if known. Sends no requests. */
    accountOf(connection: Connection): Promise<string | undefined>;
    /** Returns the AWS account ID of a connection's credentials, if known. */
    identityOf(connectionId: string): string | undefined;
    /** Checks everything that a connection needs and returns a report in Markdown. Rejects when aborted. */
    diagnose(connection: Connection, signal: AbortSignal, onStep: (step: string) => void): Promise<string>;
  };
}
