import { unpromptedPurpose } from '../base/request';
import { unlessAborted } from '../base/unlessAborted';
import type { Account } from '../connections/account';
import { failureOf, type ServiceFailure } from '../failures/failure';
import { listsAtOnce, readNewestLists, selectNewest } from '../find/newestLists';
import type { Folder } from '../jobs/folder';
import type { ServiceId } from '../jobs/job';
import type { JobSource } from '../jobs/source';
import { problemLine } from './jobLines';
import type { DataLine } from './dataLines';
import type { Gaps } from './modelTexts';

/** What was not read, and why. */
export interface Coverage {
  readonly gaps: Gaps;
  readonly unread: readonly DataLine[];
  readonly problems: readonly DataLine[];
}

/**
 * Reads the newest page of lists like the Recent view: only of the most recently changed ones if there are many, and of
 * none that was read within the last minute. Never prompts the user.
 * @param includes whether to read a service
 * @param signal stops all requests
 * @throws the signal's reason once it is aborted
 */
export async function readForAgents(
  accounts: readonly Account[],
  includes: (service: ServiceId) => boolean,
  signal: AbortSignal,
): Promise<Coverage> {
  const all = await Promise.all(accounts.map((account) => readAccount(account, includes, signal)));
  signal.throwIfAborted();
  return {
    gaps: {
      lists: sum(all.map(({ gaps }) => gaps.lists)),
      services: sum(all.map(({ gaps }) => gaps.services)),
    },
    unread: all.flatMap(({ unread }) => unread),
    problems: all.flatMap(({ problems }) => problems),
  };
}

async function readAccount(
  account: Account,
  includes: (service: ServiceId) => boolean,
  signal: AbortSignal,
): Promise<Coverage> {
  const sources = await unlessAborted(account.sources(), signal).catch(failureOf);
  if ('kind' in sources) {
    return { gaps: { lists: 0, services: 0 }, unread: [], problems: [problemLine(account, undefined, sources)] };
  }
  const wanted = sources.filter(({ service }) => includes(service));
  const how = { purpose: unpromptedPurpose, retries: true };
  await Promise.all(wanted.map((source) => readNewestLists(account, source, how, () => listsAtOnce, signal)));
  const { credentialError } = account;
  const parts = wanted.map((source) => coverageOf(account, source, credentialError !== undefined));
  return {
    gaps: {
      lists: sum(parts.map(({ gaps }) => gaps.lists)),
      services: sum(parts.map(({ gaps }) => gaps.services)),
    },
    unread: parts.flatMap(({ unread }) => unread),
    problems:
      credentialError === undefined
        ? parts.flatMap(({ problems }) => problems)
        : [problemLine(account, undefined, credentialError)],
  };
}

/** @param isRefused whether the connection has a credential error, which is reported separately */
function coverageOf(account: Account, source: JobSource, isRefused: boolean): Coverage {
  const folders = new Set<Folder>();
  const { lists, hasMore } = selectNewest(account, source, listsAtOnce, ({ folder }) => {
    folders.add(folder);
    return false;
  });
  const failures = new Map<string, ServiceFailure>();
  for (const { failure } of folders) {
    // Where a service is not available, it has no jobs.
    if (failure !== undefined && failure.kind !== 'notInRegion' && !isRefused) {
      failures.set(failure.kind, failures.get(failure.kind) ?? failure);
    }
  }
  const older = lists.filter((list) => list.isRead && list.hasMore);
  const { connection } = account;
  const { service } = source;
  return {
    gaps: { lists: older.length, services: Number(hasMore) },
    unread: [
      ...older.map(({ branch, readCount }) => ({
        ...({ kind: 'unread', connection: connection.label, service, list: branch.label } as const),
        ...{ jobsRead: readCount, unread: 'olderJobs' },
      })),
      ...(hasMore ? [{ kind: 'unread', connection: connection.label, service, unread: 'furtherLists' } as const] : []),
    ],
    problems: [...failures.values()].map((failure) => problemLine(account, service, failure)),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
