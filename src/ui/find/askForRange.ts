import * as l10n from '@vscode/l10n';
import { window } from 'vscode';
import { dayOf, type CreatedWithin } from '../../core/find/days';
import { defined } from '../../core/base/defined';

type Range = Extract<CreatedWithin, { readonly kind: 'range' }>;

/** Asks for the first and the last day of a range. Resolves to `undefined` if both are left open. */
export async function askForRange(before: Pick<Range, 'from' | 'to'>): Promise<Range | undefined | 'cancelled'> {
  const from = await askForDay(
    l10n.t('Filter Jobs: Created From'),
    l10n.t('First day, such as 2026-11-01. Leave it empty for no limit.'),
    before.from,
  );
  if (from === undefined) {
    return 'cancelled';
  }
  const to = await askForDay(
    l10n.t('Filter Jobs: Created Until'),
    l10n.t('Last day, such as 2026-11-30. Leave it empty for no limit.'),
    before.to,
    from,
  );
  if (to === undefined) {
    return 'cancelled';
  }
  return from === '' && to === ''
    ? undefined
    : defined<Range>({ kind: 'range', from: from || undefined, to: to || undefined });
}

/** @param notBefore earliest day allowed; empty if there is none */
async function askForDay(title: string, prompt: string, value = '', notBefore = ''): Promise<string | undefined> {
  const validateInput = (text: string): string | undefined => {
    const day = dayOf(text);
    if (text.trim() === '') {
      return undefined;
    }
    if (day === undefined) {
      return l10n.t('Enter a date as year, month and day: 2026-11-30');
    }
    return day < (dayOf(notBefore) ?? -Infinity) ? l10n.t('The last day is before the first day') : undefined;
  };
  const text = await window.showInputBox({ title, prompt, value, validateInput, ignoreFocusOut: true });
  return text?.trim();
}
