import { commands } from 'vscode';
import { Disposables, type Disposable } from '../../core/disposable';
import type { DetailsPanels } from '../details/detailsPanels';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { JobActions, JobTarget } from '../jobActions';
import type { JobDocuments } from '../jobDocuments';
import type { Targets } from './targets';

interface Parts {
  readonly targets: Targets;
  readonly actions: JobActions;
  readonly details: DetailsPanels;
  readonly documents: JobDocuments;
  readonly failedRecords: FailedRecords;
}

/** The commands about jobs. Those that open something take the first of several. */
export function registerJobCommands({ targets, actions, details, documents, failedRecords }: Parts): Disposable {
  const lifetime = new Disposables();
  const register = (name: string, run: (jobs: readonly [JobTarget, ...JobTarget[]]) => unknown) => {
    const command = async (node: unknown, nodes: unknown) => {
      const ofPanel = details.jobOf(node);
      const [first, ...others] = ofPanel === undefined ? await targets.jobs(node, nodes) : [ofPanel];
      await (first && run([first, ...others]));
    };
    lifetime.add(commands.registerCommand(`importJobs.${name}`, command));
  };

  register('openDetails', ([job]) => {
    details.show(job, 'active');
  });
  register('openDetailsToSide', ([job]) => {
    details.show(job, 'beside');
  });
  for (const [name, pinned] of [['pinDetails', true], ['unpinDetails', false]] as const) {
    const command = () => {
      details.pin(pinned);
    };
    lifetime.add(commands.registerCommand(`importJobs.${name}`, command));
  }
  register('openAsJson', ([job]) => documents.open(job));
  register('copyJobId', (jobs) => actions.copyJobIds(jobs));
  register('copySourceUrl', (jobs) => actions.copySourceUrls(jobs));
  register('copyAsJson', (jobs) => actions.copyAsJson(jobs));
  register('openFailedRecords', ([job]) => failedRecords.open(job));
  register('saveFailedRecords', ([job]) => failedRecords.save(job));
  register('copyFailedRecordsUrl', (jobs) => actions.copyFailedRecordsUrls(jobs));
  return lifetime;
}
