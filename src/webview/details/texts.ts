import * as l10n from '@vscode/l10n';
import { formatsFor, type Formats } from '../../core/text/formats';
import { plural } from '../../core/text/plural';

let made: Formats | undefined;

/** Returns formats for the language that the extension set. */
function formats(): Formats {
  const { lang } = document.documentElement;
  return (made ??= formatsFor(lang, lang));
}

export function formatCount(count: number): string {
  return formats().count(count);
}

export function formatTimeOfDay(time: number): string {
  return formats().timeOfDay(time);
}

/** Returns a text such as "1 failure copied" or "12 failures copied". */
export function copiedText(count: number): string {
  const shown = formatCount(count);
  return plural(count, l10n.t('{0} failure copied', shown), l10n.t('{0} failures copied', shown));
}

/** Returns a label such as "Copy 1 Match" or "Copy 12 Matches". */
export function copyMatchesLabel(count: number): string {
  const shown = formatCount(count);
  return plural(count, l10n.t('Copy {0} Match', shown), l10n.t('Copy {0} Matches', shown));
}

/** Returns a text such as "3 failures with this reason", or "1 of 3 failures…" if the filter hides some. */
export function groupText(shown: number, total: number): string {
  const [few, all] = [formatCount(shown), formatCount(total)];
  return shown === total
    ? plural(total, l10n.t('{0} failure with this reason', all), l10n.t('{0} failures with this reason', all))
    : l10n.t('{0} of {1} failures with this reason', few, all);
}

/** Returns a label such as "Copy 3 failures with this reason", or "Copy 1 of 3 failures…" if the filter hides some. */
export function copyGroupLabel(shown: number, total: number): string {
  const [few, all] = [formatCount(shown), formatCount(total)];
  return shown === total
    ? plural(total, l10n.t('Copy {0} failure with this reason', all), l10n.t('Copy {0} failures with this reason', all))
    : l10n.t('Copy {0} of {1} failures with this reason', few, all);
}

/** Returns a text as a sentence, with a period unless it already ends with punctuation. */
export function sentenceOf(text: string): string {
  return /[.!?…。]$/u.test(text)
    ? text
    : l10n.t({ message: '{0}.', args: [text], comment: ['A sentence and its full stop'] });
}

/** Returns a text such as "Copied. Valid until 1:30 PM". */
export function withNote(done: string, note: string | undefined): string {
  return note === undefined
    ? done
    : l10n.t({ message: '{0}. {1}', args: [done, note], comment: ['"Copied. Valid until 1:30 PM"'] });
}
