import * as l10n from '@vscode/l10n';
import { plain } from '../text/plainText';
import { withoutSecretsInText } from '../text/presignedUrl';
import type { DetailsRow, DetailsSection, DetailsTime } from './model';

const empty = l10n.t('(empty)');

/** Returns text from a service as one line that is safe to show: without hidden characters and secrets. */
export function shown(text: string): string {
  return withoutSecretsInText(plain(text)) || empty;
}

/**
 * Returns a row; none for an absent value. A value that differs from its shown text cannot be copied: an S3 key without
 * its tab names a different object.
 */
export function row(
  id: string,
  label: string,
  value: string | undefined,
  extra?: Omit<DetailsRow, 'id' | 'label' | 'value'>,
): readonly DetailsRow[] {
  if (value === undefined) {
    return [];
  }
  const text = shown(value);
  const isPart = extra?.copy === true && text !== value && text !== empty;
  return [
    {
      id,
      label,
      value: text,
      ...extra,
      ...(text === value ? {} : { copy: false }),
      ...(isPart ? { note: l10n.t('Contains hidden characters. Use Copy as JSON.') } : {}),
    },
  ];
}

/**
 * Returns a row for a time; none for an absent one.
 * @param ms milliseconds since the epoch
 * @param formatTime formats a time in the user's locale and time zone
 */
export function timeRow(
  id: string,
  label: string,
  ms: number | undefined,
  formatTime: (ms: number) => string,
): readonly DetailsRow[] {
  if (ms === undefined) {
    return [];
  }
  if (Number.isNaN(new Date(ms).getTime())) {
    return row(id, label, String(ms), { note: l10n.t('Invalid date') });
  }
  const iso = new Date(ms).toISOString();
  const utc = `${iso.replace('T', ' ').replace(/\.\d+Z$/u, '')} UTC`;
  const time: DetailsTime = { local: shown(formatTime(ms)), utc, iso };
  return [{ id, label, value: time.local, time }];
}

/** Returns a section; none without rows. */
export function section(
  id: DetailsSection['id'],
  title: string,
  rows: readonly DetailsRow[],
  extra?: Pick<DetailsSection, 'copy' | 'columns'>,
): readonly DetailsSection[] {
  return rows.length === 0 ? [] : [{ id, title, rows, ...extra }];
}
