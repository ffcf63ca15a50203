import { h, type ComponentChild } from 'preact';
import { copyButton, icon, toolButton, wordButton, type PageUi } from './controls';
import { filterCount, groupsOf, marked, matches, searchFor, type EntryGroup } from './entryGroups';

/** Fewer entries than this are seen at a glance. */
const FILTER_FROM = 6;

/** The failures that a service lists: filtered as one types, equal ones together, to be copied. */
export function entriesBlock(entries: readonly string[], note: string | undefined, ui: PageUi): ComponentChild {
  const search = searchFor(ui.filter);
  const groups = groupsOf(entries, ui.grouped).filter(({ text }) => matches(text, search));
  const shown = groups.reduce((sum, { indices }) => sum + indices.length, 0);
  const hasEqual = new Set(entries).size < entries.length;
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
      groups.length === 0
        ? h('p', { key: 'none', class: 'note' }, 'No failure matches the filter.')
        : h('ol', { key: 'list' }, ...groups.map((group) => entryItem(group, search, ui.grouped && hasEqual, ui))),
    ),
    h(
      'div',
      { class: 'actions entries-foot' },
      search !== undefined &&
        shown > 0 &&
        shown < entries.length &&
        wordButton(`Copy ${shown.toLocaleString()} Shown`, 'copy', ui.feedback('shown'), () => {
          ui.copyEntries('shown', groups.flatMap(({ indices }) => indices));
        }),
      entries.length > 1 &&
        wordButton('Copy All', 'copy', ui.feedback('all'), () => {
          ui.copyEntries('all', [...entries.keys()]);
        }),
      hasEqual && groupToggle(ui),
    ),
  );
}

function groupToggle(ui: PageUi): ComponentChild {
  const change = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    ui.setGrouped(currentTarget.checked);
  };
  return h(
    'label',
    { key: 'group', class: 'toggle' },
    h('input', { type: 'checkbox', checked: ui.grouped, onChange: change }),
    h('span', {}, 'Equal failures together'),
  );
}

function filterField(shown: number, total: number, ui: PageUi): ComponentChild {
  const input = ({ currentTarget }: { readonly currentTarget: HTMLInputElement }) => {
    ui.setFilter(currentTarget.value);
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.preventDefault();
      ui.setFilter('');
    }
  };
  const clear = () => {
    ui.setFilter('');
  };
  const label = 'Filter failures';
  const field = { type: 'search', 'aria-label': label, placeholder: label, value: ui.filter, spellcheck: false, autocomplete: 'off' };
  return h(
    'div',
    { class: 'filter' },
    icon('search'),
    h('input', { key: 'input', ...field, onInput: input, onKeyDown: keyDown }),
    ui.filter !== '' && h('span', { key: 'count', class: 'hint' }, filterCount(shown, total)),
    ui.filter !== '' && toolButton('close', 'Clear the filter', clear),
  );
}

function entryItem({ text, indices }: EntryGroup, search: RegExp | undefined, withCounts: boolean, ui: PageUi): ComponentChild {
  const [index = 0] = indices;
  const copy = copyButton(`Copy failure ${index + 1}`, ui.feedback(`entry ${index}`), () => {
    ui.copyEntry(index);
  });
  const count = indices.length.toLocaleString();
  return h(
    'li',
    { key: String(index) },
    withCounts
      ? h('span', { class: 'ordinal count', title: `${count} equal failures` }, `${count}×`)
      : h('span', { class: 'ordinal' }, String(index + 1)),
    h('span', { class: 'entry' }, ...marked(text, search)),
    copy,
  );
}
