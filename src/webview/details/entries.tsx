import * as l10n from '@vscode/l10n';
import { Button, Icon } from './controls';
import { groupsOf, matches, matchingGroups, searchFor, type IndexedEntry } from './entryGroups';
import { Item, itemOfEntry, itemOfGroup } from './entryItems';
import { FilterField } from './filterField';
import { usePage } from './pageContext';
import { copyMatchesLabel } from './texts';

/** Minimum number of entries for a filter. */
const FILTER_FROM = 6;

interface EntriesProps {
  readonly texts: readonly string[];
  readonly note: string | undefined;
}

/** The failures listed by a service. They can be filtered, grouped by reason, and copied. */
export function Entries({ texts, note }: EntriesProps) {
  const { state } = usePage();
  const search = searchFor(state.filter);
  const all = texts.map((text, index) => ({ text, index }));
  const groups = groupsOf(all);
  const canGroup = groups.length < texts.length;
  const shown = all.filter(({ text }) => matches(text, search));
  return (
    <div class="entries" data-row="failures">
      <div class="entries-head row wrap">
        <h3>{note ?? l10n.t('Failed records')}</h3>
        {texts.length >= FILTER_FROM && <FilterField texts={texts} shown={shown.length} />}
      </div>
      <div class="scroller" role="region" aria-label={l10n.t('List of failures')} tabindex={0}>
        {shown.length === 0 ? (
          <p class="note">{l10n.t('No failures match the filter.')}</p>
        ) : (
          <ol>
            {state.grouped && canGroup
              ? matchingGroups(groups, search).map((group) => (
                  <Item key={group.first} {...itemOfGroup(group, search)} />
                ))
              : shown.map((entry) => <Item key={entry.index} {...itemOfEntry(entry, search)} />)}
          </ol>
        )}
      </div>
      <div class="actions entries-foot row wrap">
        {texts.length > 1 && <CopyShown shown={shown} isFiltered={search !== undefined} />}
        {canGroup && <GroupToggle />}
      </div>
    </div>
  );
}

interface CopyShownProps {
  readonly shown: readonly IndexedEntry[];
  readonly isFiltered: boolean;
}

/** A button that copies all failures or, if there is a filter, those that match it. */
function CopyShown({ shown, isFiltered }: CopyShownProps) {
  const what = isFiltered ? 'shown' : 'all';
  const state = usePage().feedback.get(what)?.state;
  const message = { type: 'copyEntries', what, indices: shown.map(({ index }) => index) } as const;
  return (
    <Button class="button small-button" disabled={shown.length === 0} data-feedback={state} message={message}>
      <Icon name={state === 'done' ? 'check' : 'copy'} />
      <span>{isFiltered ? copyMatchesLabel(shown.length) : l10n.t('Copy All')}</span>
    </Button>
  );
}

function GroupToggle() {
  const { state, remember } = usePage();
  return (
    <label class="toggle row">
      <input
        type="checkbox"
        checked={state.grouped}
        onChange={({ currentTarget }) => remember({ grouped: currentTarget.checked })}
      />
      <span>{l10n.t('Group by reason')}</span>
    </label>
  );
}
