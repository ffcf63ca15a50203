import type { ImportJob, JobFact } from '../jobs/job';
import type { DetailsRow, DetailsStep, RevealAction } from './model';
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

/** Returns the list that the job's title or breadcrumb shows, if its label is known. */
export function listFor(
  where: NonNullable<JobFact['labelIn']>,
  { facts }: ImportJob,
  labelOf: LabelOf,
): (DetailsStep & { readonly link: RevealAction }) | undefined {
  const { id, listId } = facts.find(({ labelIn }) => labelIn === where) ?? {};
  const label = listId === undefined ? undefined : labelOf(listId);
  return label === undefined ? undefined : { label, link: `reveal ${id ?? ''}` };
}

/** Links a fact to its list's row in the tree. Only lists with a row have a label. */
function linkOf(
  { id, code, listId, listLabel }: JobFact,
  labelOf: LabelOf,
): Pick<DetailsRow, 'name' | 'nameLabel' | 'link'> {
  const label = listId === undefined ? undefined : labelOf(listId);
  if (label === undefined) {
    return {};
  }
  const named = { name: shown(label), ...(listLabel === undefined ? {} : { nameLabel: shown(listLabel) }) };
  return { ...(code === true ? named : {}), link: `reveal ${id}` };
}
