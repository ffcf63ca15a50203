import type { ImportJob, JobFact } from '../jobs/job';
import type { DetailsRow } from './model';
import { row, shown } from './rows';

/** Returns what a list is called, by its id; `undefined` where that is not known. */
export type LabelOf = (listId: string) => string | undefined;

/** The facts of a section of the panel, one row each. */
export function factRows(section: JobFact['section'], { facts }: ImportJob, labelOf: LabelOf): readonly DetailsRow[] {
  return facts
    .filter((fact) => fact.section === section)
    .flatMap((fact) => {
      const { id, label, value, note, code, copyable } = fact;
      return row(id, shown(label), value, {
        ...(code === true ? { code } : {}),
        ...(copyable === true ? { copy: true } : {}),
        ...(note === undefined ? {} : { note: shown(note) }),
        ...linkOf(fact, labelOf),
      });
    });
}

/** The label of a list that the job's title or breadcrumb shows. */
export function labelFor(
  where: NonNullable<JobFact['labelIn']>,
  { facts }: ImportJob,
  labelOf: LabelOf,
): string | undefined {
  const listId = facts.find(({ labelIn }) => labelIn === where)?.listId;
  return listId === undefined ? undefined : labelOf(listId);
}

/** A label is known of a list that has a row in the tree, so there is something to reveal. */
function linkOf({ id, code, listId }: JobFact, labelOf: LabelOf): Pick<DetailsRow, 'name' | 'link'> {
  const label = listId === undefined ? undefined : labelOf(listId);
  return label === undefined ? {} : { ...(code === true ? { name: shown(label) } : {}), link: `reveal ${id}` };
}
