import * as l10n from '@vscode/l10n';
import type { ComponentChild } from 'preact';
import { CopyButton, Icon, type CopyProps } from './controls';
import type { EntryGroup, IndexedEntry } from './entryGroups';
import { usePage } from './pageContext';
import { copyGroupLabel, formatCount, groupText } from './texts';

interface ItemProps {
  readonly ordinal: string;
  /** Explains the ordinal if it is a count. */
  readonly hint?: string;
  readonly body: ComponentChild;
  readonly copy: CopyProps;
}

/** An entry or a group of entries. It is one component, so that an entry that becomes a group keeps the focus. */
export function Item({ ordinal, hint, body, copy }: ItemProps) {
  return (
    <li>
      <span class={hint === undefined ? 'ordinal' : 'ordinal count'} title={hint}>
        {ordinal}
      </span>
      {body}
      <CopyButton {...copy} />
    </li>
  );
}

/** Returns the props of the item for one failure. */
export function itemOfEntry({ text, index }: IndexedEntry, search: RegExp | undefined): ItemProps {
  const ordinal = formatCount(index + 1);
  return {
    ordinal,
    body: <span class="entry">{marked(text, search)}</span>,
    copy: {
      label: l10n.t('Copy failure {0}', ordinal),
      control: `entry ${index}`,
      message: { type: 'copyEntry', index },
    },
  };
}

/** Returns the props of the item for failures with the same reason. */
export function itemOfGroup(group: EntryGroup, search: RegExp | undefined): ItemProps {
  const { first, reason, entries, total, isEqual } = group;
  const count = {
    ordinal: l10n.t({ message: '{0}×', args: [formatCount(entries.length)], comment: ['"7×": seven times'] }),
    hint: groupText(entries.length, total),
  };
  if (isEqual) {
    return { ...itemOfEntry({ text: reason, index: first }, search), ...count };
  }
  const what = `group ${first}` as const;
  const indices = entries.map(({ index }) => index);
  return {
    ...count,
    body: <Members group={group} search={search} />,
    copy: {
      label: copyGroupLabel(entries.length, total),
      control: what,
      message: { type: 'copyEntries', what, indices },
    },
  };
}

interface MembersProps {
  readonly group: EntryGroup;
  readonly search: RegExp | undefined;
}

/** A reason that can be expanded to show its failures. */
function Members({ group: { first, reason, entries }, search }: MembersProps) {
  const { state, remember } = usePage();
  const isOpen = state.opened.includes(first);
  return (
    <details
      class="members"
      open={isOpen}
      onToggle={({ currentTarget: { open } }) => {
        if (open !== isOpen) {
          remember({ opened: open ? [...state.opened, first] : state.opened.filter((other) => other !== first) });
        }
      }}
    >
      <summary>
        <Icon name="chevron" />
        <span class="reason">{marked(reason, search)}</span>
      </summary>
      <ol>
        {entries.map((entry) => (
          <Item key={entry.index} {...itemOfEntry(entry, search)} />
        ))}
      </ol>
    </details>
  );
}

/** Returns the text with matches highlighted. */
function marked(text: string, search: RegExp | undefined): ComponentChild {
  // Splitting at a capturing group makes every second part a match.
  return search === undefined
    ? text
    : text.split(search).map((part, index) => (index % 2 === 1 ? <mark>{part}</mark> : part));
}
