import * as l10n from '@vscode/l10n';
import type { ImportJob } from '../jobs/job';
import { listFor, type LabelOf } from './facts';
import { shown } from './rows';

/**
 * Returns the title of a job's tab: the target of the import and its creation time, which distinguish the tab from
 * others. Both are in a list's response, so the title stays the same when the details arrive. The name of the source
 * file is only in the details.
 * @param formatTime formats milliseconds since the epoch
 */
export function tabTitle(job: ImportJob, labelOf: LabelOf, formatTime: (time: number) => string): string {
  const { id, createdAt, name = listFor('title', job, labelOf)?.label, target, title } = job;
  const what = [name, target, title].find((text) => text !== undefined && text !== '') ?? l10n.t('Import job');
  return [what, createdAt === undefined ? id : formatTime(createdAt)].map(shown).join(' · ');
}
