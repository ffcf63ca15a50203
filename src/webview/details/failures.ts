import type { DetailsFailures } from '../../core/details/model';
import type { JobPhase } from '../../core/job';
import { actionButton, copyButton, icon, type PageUi } from './controls';
import { h, type Child, type Description } from './dom';
import { expiryText } from './expiry';
import { breakable, card } from './sections';

/** Fewer entries than this are seen at a glance. */
const FILTER_FROM = 6;

/** What failed and why, as far as the service says. */
export function failuresCard(failures: DetailsFailures, phase: JobPhase, ui: PageUi): Description {
  const { message, entries, entriesNote, failedRecords } = failures;
  return card(
    'failures',
    'Failures',
    phase === 'failed' ? 'error' : 'warning',
    message !== undefined && h('p', { key: 'message', class: 'message', 'data-row': 'failureMessage' }, message),
    failedRecords !== undefined && failedRecordsBlock(failedRecords, ui),
    entries.length > 0 && entriesBlock(entries, entriesNote, ui),
  );
}

function failedRecordsBlock({ place, expiresAt }: NonNullable<DetailsFailures['failedRecords']>, ui: PageUi): Description {
  return h(
    'div',
    { key: 'records', class: 'records', 'data-row': 'failedRecords' },
    h('h3', {}, 'Failed records'),
    h('code', { class: 'place' }, ...breakable(place)),
    expiresAt !== undefined &&
      h(
        'p',
        { class: 'expiry', 'data-expired': expiresAt <= ui.now },
        icon('clock'),
        h('time', { datetime: new Date(expiresAt).toISOString() }, expiryText(expiresAt, ui.now)),
      ),
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
      h('span', {}, 'Fetched anew when you use it. Whoever has the link can read the failed records, so treat it like a password.'),
    ),
  );
}

function entriesBlock(entries: readonly string[], note: string | undefined, ui: PageUi): Description {
  const search = searchFor(ui.filter);
  const shown = entries.filter((entry) => search === undefined || entry.search(search) >= 0).length;
  return h(
    'div',
    { key: 'entries', class: 'entries', 'data-row': 'failures' },
    h(
      'div',
      { class: 'entries-head' },
      h('h3', {}, note ?? 'Failed records'),
      entries.length >= FILTER_FROM && filterField(shown, entries.length, ui),
    ),
    h(
      'div',
      { class: 'scroller', role: 'region', 'aria-label': 'List of failures', tabindex: 0 },
      shown === 0
        ? h('p', { key: 'none', class: 'note' }, 'No failure matches the filter.')
        : h('ol', { key: 'list' }, ...entries.map((entry, index) => entryItem(entry, index, search, ui))),
    ),
  );
}

function filterField(shown: number, total: number, ui: PageUi): Description {
  return h(
    'div',
    { class: 'filter' },
    icon('search'),
    h('input', {
      type: 'search',
      'aria-label': 'Filter failures',
      placeholder: 'Filter failures',
      value: ui.filter,
      spellcheck: 'false',
      autocomplete: 'off',
      on: { input: ui.setFilter },
    }),
    ui.filter !== '' && h('span', { key: 'count', class: 'hint' }, filterCount(shown, total)),
  );
}

/** "12 of 100" */
export function filterCount(shown: number, total: number): string {
  return `${shown.toLocaleString()} of ${total.toLocaleString()}`;
}

function entryItem(entry: string, index: number, search: RegExp | undefined, ui: PageUi): Child {
  const copy = copyButton(`Copy failure ${index + 1}`, ui.feedback(`entry ${index}`), () => {
    ui.copyEntry(index);
  });
  if (search !== undefined && entry.search(search) < 0) {
    return undefined;
  }
  return h(
    'li',
    { key: String(index) },
    h('span', { class: 'ordinal' }, String(index + 1)),
    h('span', { class: 'entry' }, ...marked(entry, search)),
    copy,
  );
}

/** The text with what was searched for marked. */
function marked(text: string, search: RegExp | undefined): readonly Child[] {
  // Split at a group, the matches are every second part.
  return search === undefined ? [text] : text.split(search).map((part, place) => (place % 2 === 1 ? h('mark', {}, part) : part));
}

/** How to find the filter's text in an entry, whatever its case; `undefined` without a filter. */
export function searchFor(filter: string): RegExp | undefined {
  const text = filter.trim();
  return text === '' ? undefined : new RegExp(`(${text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&')})`, 'iu');
}
