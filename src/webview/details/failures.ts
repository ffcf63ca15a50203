import type { DetailsFailures } from '../../core/details/model';
import type { JobPhase } from '../../core/job';
import { actionButton, icon, type PageUi } from './controls';
import { entriesBlock } from './entries';
import { h, type ComponentChild } from 'preact';
import { card } from './sections';

/** What failed and why, as far as the service says. */
export function failuresCard(failures: DetailsFailures, phase: JobPhase, ui: PageUi): ComponentChild {
  const { message, entries, entriesNote, hasFailedRecords, summary } = failures;
  return card(
    'failures',
    'Failures',
    phase === 'failed' ? 'error' : 'warning',
    message !== undefined && h('p', { key: 'message', class: 'message', 'data-row': 'failureMessage' }, message),
    hasFailedRecords && failedRecordsBlock(ui),
    summary !== undefined && summaryTable(summary),
    entries.length > 0 && entriesBlock(entries, entriesNote, ui),
  );
}

function failedRecordsBlock(ui: PageUi): ComponentChild {
  return h(
    'div',
    { key: 'records', class: 'records', 'data-row': 'failedRecords' },
    h('h3', {}, 'Failed records'),
    h(
      'div',
      { class: 'actions' },
      actionButton(ui, { action: 'openFailedRecords', label: 'Open Failed Records', icon: 'file', primary: true }),
      actionButton(ui, { action: 'saveFailedRecords', label: 'Save Failed Records As…', icon: 'save' }),
      actionButton(ui, {
        action: 'copyFailedRecordsUrl',
        label: 'Copy Failed Records URL',
        icon: 'copy',
        done: 'Copied',
      }),
    ),
    h(
      'p',
      { class: 'note with-icon' },
      icon('key'),
      h(
        'span',
        {},
        'A new link is fetched each time you use it. Anyone with the link can read the failed records: treat it like a password.',
      ),
    ),
  );
}

function summaryTable({ text, reasons, note }: NonNullable<DetailsFailures['summary']>): ComponentChild {
  return h(
    'div',
    { key: 'summary', class: 'reasons' },
    h('h3', {}, text),
    reasons.length > 0 &&
      h(
        'table',
        {},
        h('caption', { class: 'unseen' }, 'Failed records by reason'),
        h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Reason'), h('th', { scope: 'col' }, 'Records'))),
        h(
          'tbody',
          {},
          ...reasons.map(({ reason, count }) =>
            h('tr', { key: reason }, h('th', { scope: 'row' }, reason), h('td', {}, count)),
          ),
        ),
      ),
    note !== undefined && h('p', { class: 'note' }, note),
  );
}
