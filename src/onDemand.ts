import { env, type Uri } from 'vscode';
import type { Account } from './core/connections/account';
import type { Accounts } from './core/connections/accounts';
import { shownServices } from './core/connections/shownServices';
import type { Clock } from './core/base/clock';
import { Disposables } from './core/base/disposable';
import type { ReportError } from './core/base/emitter';
import { openThrough } from './core/failedRecords/download';
import type { CurrentFilter } from './core/find/currentFilter';
import type { OpenCopies } from './core/copies/openCopies';
import type { Formats } from './core/text/formats';
import { HandOver } from './core/handOver/handOver';
import type { JobStore } from './core/jobs/jobStore';
import type { ServiceDescription } from './core/jobs/serviceDescription';
import type { Paces } from './core/polling/paces';
import { openHttp } from './node/openHttp';
import { saveFile } from './node/saveFile';
import type { LazyBundles } from './lazyBundles';
import { descriptions, names } from './services/index';
import { agentTools, type AgentTools } from './ui/agents/agentTools';
import type { Viewers } from './ui/viewers';
import type { CommandContext } from './ui/commands/context';
import { commandHandlers } from './ui/commands/handlers';
import type { Handlers } from './ui/commands/names';
import { Targets } from './ui/commands/targets';
import { DetailsPanels } from './ui/details/detailsPanels';
import { DiagnosisReports } from './ui/diagnosisReports';
import { FailedRecords } from './ui/failedRecords/failedRecords';
import { RecordsFiles } from './ui/failedRecords/recordsFiles';
import { HandOverActions } from './ui/handOverActions';
import { makeRecent } from './ui/recent/makeRecent';
import type { Recent } from './ui/recent/recent';
import { RowSelection } from './ui/rowSelection';
import { JobExport } from './ui/jobExport';
import { JobActions, type JobTarget } from './ui/jobActions';
import { JobDocuments } from './ui/jobDocuments';
import type { LinkContext } from './ui/links/linkContext';
import { openLink } from './ui/links/openLink';
import type { Log } from './ui/log';
import { settings } from './ui/settings';
import { revealJob } from './ui/find/revealJob';
import { withErrorMessage } from './ui/withErrorMessage';
import type { Expansion } from './ui/tree/expansion';
import type { JobTree } from './ui/tree/jobTree';
import type { JobsView } from './ui/tree/jobsView';
import { refresh } from './ui/tree/refresh';
import type { TreeItems } from './ui/tree/treeItems';

interface Dependencies {
  readonly extensionUri: Uri;
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly paces: Paces;
  readonly tree: JobTree;
  readonly view: JobsView;
  readonly filter: CurrentFilter;
  readonly clock: Clock;
  readonly formats: Formats;
  readonly log: Log;
  readonly bundles: LazyBundles;
  readonly viewers: Viewers;
  readonly items: TreeItems;
  readonly expansion: Expansion;
  /** Receives what listeners throw. */
  readonly report: ReportError;
  readonly copies: OpenCopies;
  readonly extensionId: string;
}

/** Commands, panels and failed records, created on first use. Has a bundle of its own. */
export class OnDemand extends Disposables {
  readonly details: DetailsPanels;
  readonly recent: Recent;
  readonly handlers: Handlers;
  /** Tools for language models. */
  readonly agents: AgentTools;
  readonly #targets: Targets;
  readonly #view: JobsView;
  readonly #actions: JobActions;
  readonly #failedRecords: FailedRecords;
  readonly #linkContext: LinkContext;

  constructor(dependencies: Dependencies) {
    super();
    const { accounts, store, tree, view, clock, formats, log, bundles } = dependencies;
    this.#view = view;
    this.recent = this.add(makeRecent(dependencies));
    const handOver = new HandOver(descriptions, (id) => bundles.identityOf(id));
    this.#actions = new JobActions(dependencies);
    this.#failedRecords = this.add(
      new FailedRecords({
        ...dependencies,
        files: this.add(new RecordsFiles(() => clock.now())),
        openOf: async ({ connection }: Account) => {
          const transport = await bundles.transportOf(connection);
          if (transport !== undefined) {
            return openThrough(transport);
          }
          const ca = await bundles.trustedCertificates(connection);
          return (url, signal) => openHttp(url, signal, ca);
        },
        saveFile,
        summarize: bundles.summarize,
      }),
    );
    const own = {
      actions: this.#actions,
      handOver: new HandOverActions(this.#actions, handOver, bundles, dependencies.extensionId),
      exporter: this.add(
        new JobExport({
          ...dependencies,
          descriptions,
          accountIdOf: (id) => bundles.identityOf(id),
          csvLines: bundles.csvLines,
          saveFile,
        }),
      ),
      offersOf: ({ account, job }: JobTarget) => handOver.offersOf(account.connection, job),
      failedRecords: this.#failedRecords,
      documents: this.add(new JobDocuments(store, log)),
      reports: this.add(new DiagnosisReports()),
    };
    this.details = this.add(
      new DetailsPanels({
        ...dependencies,
        ...own,
        clipboard: env.clipboard,
        withErrorMessage,
        onDidChangeVisibility: () => accounts.updatePolling(),
      }),
    );
    dependencies.viewers.add(this.details);
    const selected = this.add(new RowSelection(view, this.recent, this.details));
    this.#targets = new Targets(accounts, store, tree, selected, formats, handOver);
    this.add(this.recent.onDidSelectJob((node) => this.details.follow(node)));
    this.add(accounts.onDidChangeFolder(() => this.details.redraw()));
    // Also after polls without changes: the pace of a job changes when there is no progress.
    this.add(accounts.onDidPoll(() => this.details.redraw()));
    this.agents = agentTools({
      ...dependencies,
      services: shownDescriptions,
      identityOf: (id) => bundles.identityOf(id),
      marker: () => crypto.randomUUID(),
    });
    const context: CommandContext = {
      ...dependencies,
      ...own,
      saveFile,
      readCopies: bundles.readCopies,
      descriptions,
      shownDescriptions,
      refresh: (node, how) => refresh(dependencies, node, how),
      selected,
      recent: this.recent,
      targets: this.#targets,
      details: this.details,
      openOneOf: (jobs) => this.openOneOf(jobs),
    };
    this.handlers = commandHandlers(context);
    this.#linkContext = { ...context, clearFilter: () => this.handlers.clearFilter(undefined, undefined) };
  }

  /** Opens a link to a job. */
  openLink(uri: Uri): Promise<void> {
    return openLink(uri, this.#linkContext);
  }

  /** Opens a job and reveals its row. If there are several, lets the user pick one. */
  async openOneOf(jobs: readonly JobTarget[]): Promise<void> {
    const job = await this.#targets.oneOf(jobs, 'openDetails');
    if (job !== undefined) {
      this.details.show(job, 'active');
      await revealJob(this.#view, job, () => this.handlers.clearFilter(undefined, undefined));
    }
  }

  /** Opens the failed records of a job. If there are several jobs, lets the user pick one. */
  async openFailedRecordsOfOne(jobs: readonly JobTarget[]): Promise<void> {
    const job = await this.#targets.oneOf(jobs, 'openFailedRecords');
    await (job && this.#failedRecords.open(job));
  }
}

/** Returns the services that the settings show. */
function shownDescriptions(): readonly ServiceDescription[] {
  const { ids } = shownServices(settings.services(), names);
  return descriptions.filter(({ id }) => ids.includes(id));
}
