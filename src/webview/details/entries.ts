import { h, type ComponentChild } from 'preact';
import { copyButton, icon, toolButton, wordButton, type PageUi } from './controls';
import { failureCount, filterCount, groupsOf, marked, matches, searchFor, type EntryGroup, type PlacedEntry } from './entryGroups';

/** Fewer entries than this are seen at a glance. */
const FILTER_FROM = 6;

/** The failures that a service lists: filtered as one types, equal ones together, to be copied. */
export function entriesBlock(entries: readonly string[], note: string | undefined, ui: PageUi): ComponentChild {
  const search = searchFor(ui.filter);
  const all = entries.map((text, index) => ({ text, index }));
  const canGroup = groupsOf(all, true).length < entries.length;
  const shown = all.filter(({ text }) => matches(text, search));
  const groups = groupsOf(shown, ui.grouped && canGroup);
  return h(
    'div',
    { key: 'entries', class: 'entries', 'data-row': 'failures' },
    h(
      'div',
      { class: 'entries-head' },
      h('h3', {}, note ?? 'Failed records'),
      entries.length >= FILTER_FROM && filterField(shown.length, entries.length, ui),
    ),
    h(
      'div',
      { class: 'scroller', role: 'region', 'aria-label': 'List of failures', tabindex: 0 },
      groups.length === 0
        ? h('p', { key: 'none', class: 'note' }, 'No failure matches the filter.')
        : h('ol', { key: 'list' }, ...groups.map((group) => groupItem(group, search, ui.grouped && canGroup, ui))),
    ),
    h(
      'div',
      { class: 'actions entries-foot' },
      search !== undefined &&
        shown.length > 0 &&
        shown.length < entries.length &&
        wordButton(`Copy ${shown.length.toLocaleString()} Shown`, 'copy', ui.feedback('shown'), () => {
          ui.copyEntries('shown', shown.map(({ index }) => index));
        }),
      entries.length > 1 &&
        wordButton('Copy All', 'copy', ui.feedback('all'), () => {
          ui.copyEntries('all', [...entries.keys()]);
        }),
      canGroup && groupToggle(ui),
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
    h('span', {}, 'Group by reason'),
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
  const clear = ({ currentTarget }: MouseEvent) => {
    // First, for the button goes with the filter.
    if (currentTarget instanceof Element) {
      currentTarget.parentElement?.querySelector('input')?.focus({ preventScroll: true });
    }
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

function groupItem(group: EntryGroup, search: RegExp | undefined, withCounts: boolean, ui: PageUi): ComponentChild {
  const { reason, entries, isEqual } = group;
  const [first] = entries;
  if (first === undefined) {
    return undefined;
  }
  if (!withCounts) {
    return entryItem(first, search, ui);
  }
  return h(
    'li',
    { key: `reason ${reason}` },
    h('span', { class: 'ordinal count', title: `${failureCount(entries.length)} with this reason` }, `${entries.length.toLocaleString()}×`),
    isEqual ? h('span', { key: 'entry', class: 'entry' }, ...marked(reason, search)) : members(group, search, ui),
    isEqual ? copyOne(first, ui) : copyGroup(first.index, entries, ui),
  );
}

/** A reason, and the failures that it stands for in a fold. */
function members({ reason, entries }: EntryGroup, search: RegExp | undefined, ui: PageUi): ComponentChild {
  return h(
    'details',
    { key: 'members', class: 'members' },
    h('summary', {}, icon('chevron'), h('span', { key: 'reason', class: 'reason' }, ...marked(reason, search))),
    h('ol', {}, ...entries.map((entry) => entryItem(entry, search, ui))),
  );
}

function entryItem(entry: PlacedEntry, search: RegExp | undefined, ui: PageUi): ComponentChild {
  return h(
    'li',
    { key: String(entry.index) },
    h('span', { class: 'ordinal' }, String(entry.index + 1)),
    h('span', { key: 'entry', class: 'entry' }, ...marked(entry.text, search)),
    copyOne(entry, ui),
  );
}

function copyOne({ index }: PlacedEntry, ui: PageUi): ComponentChild {
  return copyButton(`Copy failure ${index + 1}`, ui.feedback(`entry ${index}`), () => {
    ui.copyEntry(index);
  });
}

function copyGroup(first: number, entries: readonly PlacedEntry[], ui: PageUi): ComponentChild {
  const what = `group ${first}` as const;
  return copyButton(`Copy ${failureCount(entries.length)} with this reason`, ui.feedback(what), () => {
    ui.copyEntries(what, entries.map(({ index }) => index));
  });
}
