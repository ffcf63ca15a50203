import { h, type ComponentChild } from 'preact';
import { copyButton, icon, toolButton, wordButton, type PageUi } from './controls';
import {
  filterCount,
  groupCount,
  groupsOf,
  marked,
  matches,
  matchingGroups,
  searchFor,
  type EntryGroup,
  type PlacedEntry,
} from './entryGroups';

/** Fewer entries than this are seen at a glance. */
const FILTER_FROM = 6;

/** The failures that a service lists: filtered as one types, equal ones together, to be copied. */
export function entriesBlock(entries: readonly string[], note: string | undefined, ui: PageUi): ComponentChild {
  const search = searchFor(ui.filter);
  const all = entries.map((text, index) => ({ text, index }));
  const groups = groupsOf(all);
  const canGroup = groups.length < entries.length;
  const shown = all.filter(({ text }) => matches(text, search));
  const items =
    ui.grouped && canGroup
      ? matchingGroups(groups, search).map((group) => groupItem(group, search, ui))
      : shown.map((entry) => entryItem(entry, search, ui));
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
      items.length === 0
        ? h('p', { key: 'none', class: 'note' }, 'No failure matches the filter.')
        : h('ol', { key: 'list' }, ...items),
    ),
    h(
      'div',
      { class: 'actions entries-foot' },
      entries.length > 1 && copyShown(shown, search !== undefined, ui),
      canGroup && groupToggle(ui),
    ),
  );
}

/** Copies all failures or, with a filter, those that match it. */
function copyShown(shown: readonly PlacedEntry[], isFiltered: boolean, ui: PageUi): ComponentChild {
  const count = shown.length.toLocaleString();
  const what = isFiltered ? 'shown' : 'all';
  return wordButton({
    label: isFiltered ? `Copy ${count} ${shown.length === 1 ? 'Match' : 'Matches'}` : 'Copy All',
    icon: 'copy',
    feedback: ui.feedback(what),
    disabled: shown.length === 0,
    click: () => {
      ui.copyEntries(
        what,
        shown.map(({ index }) => index),
      );
    },
  });
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
  const field = {
    type: 'search',
    'aria-label': label,
    placeholder: label,
    value: ui.filter,
    spellcheck: false,
    autocomplete: 'off',
  };
  return h(
    'div',
    { class: 'filter' },
    icon('search'),
    h('input', { key: 'input', ...field, onInput: input, onKeyDown: keyDown }),
    ui.filter !== '' && h('span', { key: 'count', class: 'hint' }, filterCount(shown, total)),
    ui.filter !== '' && toolButton('close', 'Clear the filter', clear),
  );
}

function groupItem(group: EntryGroup, search: RegExp | undefined, ui: PageUi): ComponentChild {
  const { place, reason, entries, isEqual } = group;
  return h(
    'li',
    // As its first entry has where each is by itself: the one goes on as the other.
    { key: String(place) },
    h('span', { class: 'ordinal count', title: groupCount(group) }, `${entries.length.toLocaleString()}×`),
    isEqual ? h('span', { key: 'entry', class: 'entry' }, ...marked(reason, search)) : members(group, search, ui),
    isEqual ? copyOne(place, ui) : copyGroup(group, ui),
  );
}

/** A reason, and the failures that it stands for in a fold. */
function members({ place, reason, entries }: EntryGroup, search: RegExp | undefined, ui: PageUi): ComponentChild {
  const toggle = ({ currentTarget }: { readonly currentTarget: HTMLDetailsElement }) => {
    ui.setOpened(place, currentTarget.open);
  };
  return h(
    'details',
    { key: 'members', class: 'members', open: ui.opened.has(place), onToggle: toggle },
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
    copyOne(entry.index, ui),
  );
}

function copyOne(index: number, ui: PageUi): ComponentChild {
  return copyButton(`Copy failure ${index + 1}`, ui.feedback(`entry ${index}`), () => {
    ui.copyEntry(index);
  });
}

function copyGroup(group: EntryGroup, ui: PageUi): ComponentChild {
  const what = `group ${group.place}` as const;
  return copyButton(`Copy ${groupCount(group)}`, ui.feedback(what), () => {
    ui.copyEntries(
      what,
      group.entries.map(({ index }) => index),
    );
  });
}
