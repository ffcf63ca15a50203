import type { Account } from '../../core/connections/account';
import type { ImportJob } from '../../core/jobs/job';
import type { Branch } from '../../core/jobs/source';
import type { JobTree } from '../tree/jobTree';
import type { FolderNode, Node } from '../tree/nodes';

/** Maximum number of pages read to find the list of a job. */
const maxPages = 20;

/**
 * Creates the rows that lead to a job's list, so that the list can be revealed. Reads the lists above it as far as
 * needed.
 * @param signal stops before the next page when aborted
 */
export async function openListsOf(
  tree: Pick<JobTree, 'accountRow' | 'firstList' | 'getChildren'>,
  account: Account,
  job: ImportJob,
  signal: AbortSignal,
): Promise<void> {
  await tree.firstList(account);
  const folders = (node: Node) => tree.getChildren(node).filter((row): row is FolderNode => row.kind === 'folder');
  const isOwn = ({ id }: Branch) => job.listIds.includes(id);
  const leadsToJob = (branch: Branch) => isOwn(branch) || (branch.scope !== undefined && branch.scope === job.scope);
  const root = folders(tree.accountRow(account)).find(({ source }) => source.service === job.service);
  if (root === undefined || isOwn(root.folder.branch)) {
    return;
  }
  const { folder } = root;
  const isMissing = () => !folder.branches.some(leadsToJob);
  for (let pages = 0; isMissing() && folder.hasMore && pages < maxPages && !signal.aborted; pages++) {
    await folder.loadMore();
    if (folder.failure !== undefined) {
      break;
    }
  }
  let level = signal.aborted ? [] : folders(root).filter((row) => leadsToJob(row.folder.branch));
  while (level.length > 0 && !level.some((row) => isOwn(row.folder.branch))) {
    level = level.flatMap(folders).filter((row) => leadsToJob(row.folder.branch));
  }
}
