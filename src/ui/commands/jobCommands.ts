import type { DetailsPanels } from '../details/detailsPanels';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { JobActions, JobTarget } from '../jobActions';
import type { JobDocuments } from '../jobDocuments';
import type { Handlers } from './names';
import type { Targets } from './targets';

interface Parts {
  readonly targets: Targets;
  readonly actions: JobActions;
  readonly details: DetailsPanels;
  readonly documents: JobDocuments;
  readonly failedRecords: FailedRecords;
}

/** Commands on jobs. Those that open something use the first of several jobs. */
export function jobCommands({ targets, actions, details, documents, failedRecords }: Parts) {
  const about =
    (run: (jobs: readonly [JobTarget, ...JobTarget[]]) => unknown) => async (node: unknown, nodes: unknown) => {
      const ofPanel = details.jobOf(node);
      const [first, ...others] = ofPanel === undefined ? await targets.jobs(node, nodes) : [ofPanel];
      await (first && run([first, ...others]));
    };
  return {
    openDetails: about(([job]) => details.show(job, 'active')),
    openDetailsToSide: about(([job]) => details.show(job, 'beside')),
    pinDetails: () => details.pin(true),
    unpinDetails: () => details.pin(false),
    openAsJson: about(([job]) => documents.open(job)),
    copyJobId: about((jobs) => actions.copyJobIds(jobs)),
    copySourceUrl: about((jobs) => actions.copySourceUrls(jobs)),
    copyAsJson: about((jobs) => actions.copyAsJson(jobs)),
    openFailedRecords: about(([job]) => failedRecords.open(job)),
    saveFailedRecords: about(([job]) => failedRecords.save(job)),
    copyFailedRecordsUrl: about((jobs) => actions.copyFailedRecordsUrls(jobs)),
  } satisfies Partial<Handlers>;
}
