import * as l10n from '@vscode/l10n';
import type { Connection } from '../connections/connection';
import type { Formats } from '../text/formats';

/** Returns when a copy was saved, as a text that stands alone: "Saved on Oct 28, 2026". */
export function savedText({ copy }: Connection, { localDate }: Pick<Formats, 'localDate'>): string {
  return copy?.savedAt === undefined ? l10n.t('Saved copy') : l10n.t('Saved on {0}', localDate(copy.savedAt));
}

/** Returns the description of a saved copy that follows its name: "saved copy, Oct 28, 2026". */
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
