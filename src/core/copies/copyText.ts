import * as l10n from '@vscode/l10n';
import type { Connection } from '../connections/connection';
import type { Formats } from '../text/formats';

/** Says when a saved copy was saved, as a sentence of its own: "Saved on Oct 28, 2026". */
export function savedText({ copy }: Connection, { localDate }: Pick<Formats, 'localDate'>): string {
  return copy?.savedAt === undefined ? l10n.t('Saved copy') : l10n.t('Saved on {0}', localDate(copy.savedAt));
}

/** Describes a saved copy beside its name: "saved copy, Oct 28, 2026". */
export function copyText({ copy }: Connection, { localDate }: Pick<Formats, 'localDate'>): string {
  return copy?.savedAt === undefined
    ? l10n.t('saved copy')
    : l10n.t({
        message: 'saved copy, {0}',
        args: [localDate(copy.savedAt)],
        comment: ['{0}: the date when it was saved. Follows the name of the file.'],
      });
}

/** Names a copy by its files: "jobs-1.json and 2 more". */
export function filesText([first = '', ...others]: readonly string[], formatCount: (count: number) => string): string {
  return others.length === 0
    ? first
    : l10n.t({
        message: '{0} and {1} more',
        args: [first, formatCount(others.length)],
        comment: ['{0}: the name of a file. {1}: the number of other files that are shown together with it.'],
      });
}
