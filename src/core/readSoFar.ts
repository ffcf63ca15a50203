import type { BranchKind } from './source';

/** How much of a list has been read: "1,204 jobs so far". @param kind of whose list it is */
export function readSoFar(kind: BranchKind, count: number, formatCount: (count: number) => string): string {
  const item = itemOf(kind);
  return `${formatCount(count)} ${count === 1 ? item : `${item}s`} so far`;
}

function itemOf(kind: BranchKind): string {
  switch (kind) {
    case 'service':
      return 'application';
    case 'application':
      return 'segment';
    case 'suppressionList':
    case 'contactLists':
    case 'allJobs':
    case 'segment':
      return 'job';
  }
}
