import * as l10n from '@vscode/l10n';
import { defined } from '../base/defined';
import { ServiceError } from '../failures/failure';
import { keyOf } from '../jobs/job';
import type { Branch, JobSource } from '../jobs/source';
import { plural } from '../text/plural';
import type { CopiedList, Copy } from './copyFormat';

/**
 * Returns the services of a saved copy as sources of their jobs. They read from memory, send no requests and never
 * change.
 * @param formatCount formats a count in the user's locale
 */
export function copySources(copy: Copy, formatCount: (count: number) => string): readonly JobSource[] {
  return copy.services.map(({ id: service, label }) => ({
    service,
    root: rootOf(copy, service, label, formatCount),
    getJob: (ref) => {
      const job = copy.jobs.get(keyOf(ref));
      return job === undefined
        ? Promise.reject(new ServiceError({ kind: 'notFound' }))
        : Promise.resolve({ job, sentAs: 0 });
    },
    refresh: () => Promise.resolve(),
  }));
}

function rootOf(copy: Copy, service: string, label: string, formatCount: (count: number) => string): Branch {
  const lists = copy.lists.filter((list) => list.service === service);
  const byParent = Map.groupBy(lists, ({ parent }) => parent);
  /** Lists that already have a branch. An edited file may name a list twice, or as its own parent. */
  const used = new Set<CopiedList>();
  const below = (id: string): readonly (readonly [CopiedList, Branch])[] =>
    (byParent.get(id) ?? []).flatMap((list) => {
      if (used.has(list)) {
        return [];
      }
      used.add(list);
      return [[list, branchOf(list)] as const];
    });
  const branchOf = (list: CopiedList): Branch => {
    const branches = below(list.id);
    const fixed = branches.flatMap(([{ fixed: isFixed }, branch]) => (isFixed === true ? [branch] : []));
    const others = branches.flatMap(([{ fixed: isFixed }, branch]) => (isFixed === true ? [] : [branch]));
    const jobs = list.jobs.flatMap((key) => copy.jobs.get(key) ?? []);
    const notes = [list.description ?? [], partText(list, formatCount) ?? []].flat();
    return defined<Branch>({
      id: list.id,
      icon: list.icon,
      label: list.label,
      description: notes.length === 0 ? undefined : notes.join(' · '),
      facts: list.facts,
      fixed: fixed.length === 0 ? undefined : fixed,
      isFixed: list.isFixed,
      hasMixedTargets: list.hasMixedTargets,
      emptyText: list.read === 'none' ? l10n.t('Not loaded when the copy was saved') : list.emptyText,
      readPage: () => Promise.resolve({ items: [...others, ...jobs], sentAs: 0 }),
    });
  };
  const root = lists.find(({ parent }) => parent === undefined);
  return root === undefined ? branchOf(emptyRoot(service, label)) : branchOf(root);
}

/** Returns the note on a list that was not completely read; `undefined` for other lists. */
function partText({ read, jobs, isFixed }: CopiedList, formatCount: (count: number) => string): string | undefined {
  if (read === 'all' || isFixed === true) {
    return undefined;
  }
  if (read === 'part') {
    return plural(
      jobs.length,
      l10n.t('only the newest job saved'),
      l10n.t('only the first {0} saved', formatCount(jobs.length)),
    );
  }
  return read === 'failed' ? l10n.t('could not be read') : l10n.t('not saved');
}

function emptyRoot(service: string, label: string): CopiedList {
  return { service, id: service, icon: 'cloud', label, emptyText: '', read: 'none', jobs: [] };
}
