import type { Clipboard } from 'vscode';
import type { JobSource } from '../../core/jobs/source';
import { isReveal, type DetailsAction, type DetailsModel } from '../../core/details/model';
import type { FailedRecords } from '../failedRecords/failedRecords';
import type { ActionResult, JobActions, JobTarget } from '../jobActions';
import type { JobDocuments } from '../jobDocuments';
import type { JobsView } from '../tree/jobsView';

export interface PageActionsDependencies {
  readonly actions: JobActions;
  readonly documents: JobDocuments;
  readonly failedRecords: FailedRecords;
  readonly view: JobsView;
  /** VS Code's clipboard. It rejects on systems without one. */
  readonly clipboard: Clipboard;
}

/** Actions on a job, without those that the panel itself handles. */
type JobAction = Exclude<DetailsAction, 'refresh' | 'showLog'>;

/** Runs an action of the page on a job. Resolves to its result. */
export async function act(
  action: JobAction,
  target: JobTarget,
  dependencies: PageActionsDependencies,
): Promise<ActionResult> {
  switch (action) {
    case 'copyFailedRecordsUrl':
      return dependencies.actions.copyFileUrls([target], 'failedRecords');
    case 'copyResultUrl':
      return dependencies.actions.copyFileUrls([target], 'result');
    default:
      return { ok: await actOn(action, target, dependencies) };
  }
}

async function actOn(
  action: Exclude<JobAction, 'copyFailedRecordsUrl' | 'copyResultUrl'>,
  target: JobTarget,
  { actions, documents, failedRecords, view }: PageActionsDependencies,
): Promise<boolean> {
  if (isReveal(action)) {
    const listId = target.job.facts.find(({ id }) => action === `reveal ${id}`)?.listId;
    return revealList(target, view, () => listId);
  }
  switch (action) {
    case 'revealConnection':
      await view.showConnection(target.account);
      return true;
    case 'revealService':
      return revealList(target, view, ({ root }) => root.id);
    case 'copyJobId':
      return actions.copyJobIds([target]);
    case 'copySourceUrl':
      return actions.copySourceUrls([target]);
    case 'openFailedRecords':
      return failedRecords.open(target);
    case 'saveFailedRecords':
      return failedRecords.save(target);
    case 'openResult':
      return failedRecords.open(target, 'result');
    case 'saveResult':
      return failedRecords.save(target, 'result');
    case 'copyAsJson':
      return actions.copyAsJson([target]);
    case 'openAsJson':
      await documents.open(target);
      return true;
  }
}

/** Returns the text of a row to copy; none unless the row has a copy button. */
export function rowToCopy(model: DetailsModel | undefined, id: string): readonly string[] {
  const rows = model?.sections.flatMap((section) => section.rows) ?? [];
  return rows.filter((row) => row.id === id && row.copy === true).map(({ value }) => value);
}

/** Returns failures to copy. If there are several, each is one line. */
export function entriesToCopy(target: JobTarget | undefined, indices: readonly number[]): readonly string[] {
  const entries = indices.flatMap((index) => target?.job.failures?.entries?.[index] ?? []);
  return entries.length === 1 ? entries : entries.map((entry) => entry.replace(/\s*[\r\n]+\s*/gu, ' '));
}

/** Reveals the row of a list or, if the list has no row yet, of its connection. */
async function revealList(
  { account, job }: JobTarget,
  view: JobsView,
  listIdIn: (source: JobSource) => string | undefined,
): Promise<boolean> {
  const source = (await account.sources()).find(({ service }) => service === job.service);
  const listId = source && listIdIn(source);
  if (source === undefined || listId === undefined) {
    return false;
  }
  if (!(await view.revealBranch(account, source, listId))) {
    await view.showConnection(account);
  }
  return true;
}
