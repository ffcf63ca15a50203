import type { ImportJob, JobFact } from '../jobs/job';
import type { DetailsRow } from './model';
import { row, shown } from './rows';

/** Returns a list's label by its id; `undefined` if unknown. */
export type LabelOf = (listId: string) => string | undefined;

/** Returns a row for each fact of a section. */
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

/** Returns the label of the list to name in the job's title or breadcrumb. */
export function labelFor(
  where: NonNullable<JobFact['labelIn']>,
  { facts }: ImportJob,
  labelOf: LabelOf,
): string | undefined {
  const listId = facts.find(({ labelIn }) => labelIn === where)?.listId;
  return listId === undefined ? undefined : labelOf(listId);
}

/** Links a fact to its list's row in the tree. Only lists with a row have a label. */
function linkOf({ id, code, listId }: JobFact, labelOf: LabelOf): Pick<DetailsRow, 'name' | 'link'> {
  const label = listId === undefined ? undefined : labelOf(listId);
  return label === undefined ? {} : { ...(code === true ? { name: shown(label) } : {}), link: `reveal ${id}` };
}
