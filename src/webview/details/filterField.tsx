import * as l10n from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './controls';
import { matches, searchFor } from './entryGroups';
import { usePage } from './pageContext';
import { formatCount } from './texts';

/** How long, in milliseconds, the user must pause typing before the number of matches is announced. */
const TYPING_PAUSE = 600;

/** The context menu of the field has only VS Code's Cut, Copy and Paste. */
const TEXT_MENU = JSON.stringify({ webviewSection: 'filter', preventDefaultContextMenuItems: false });

interface Props {
  readonly texts: readonly string[];
  readonly shown: number;
}

/** The text field that filters failures, with the number of matches. */
export function FilterField({ texts, shown }: Props) {
  const { announce, state, remember } = usePage();
  const input = useRef<HTMLInputElement>(null);
  const typing = useRef<number>(undefined);
  const stopAnnouncing = () => window.clearTimeout(typing.current);
  useLayoutEffect(() => stopAnnouncing, []);
  const setFilter = (filter: string) => {
    remember({ filter });
    stopAnnouncing();
    const search = searchFor(filter);
    if (search !== undefined) {
      const count = formatCount(texts.filter((text) => matches(text, search)).length);
      const spoken = l10n.t('{0} of {1} failures shown', count, formatCount(texts.length));
      typing.current = window.setTimeout(announce, TYPING_PAUSE, spoken);
    }
  };
  return (
    <div class="filter">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={l10n.t('Filter failures')}
        placeholder={l10n.t('Filter failures')}
        value={state.filter}
        spellcheck={false}
        autocomplete="off"
        data-vscode-context={TEXT_MENU}
        onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        onKeyDown={(event) => {
          // If the field is empty, VS Code handles Escape, which moves the focus out of the panel.
          if (event.key === 'Escape' && state.filter !== '') {
            event.preventDefault();
            event.stopPropagation();
            setFilter('');
          }
        }}
      />
      {state.filter !== '' && (
        <>
          <span class="hint">{l10n.t('{0} of {1}', formatCount(shown), formatCount(texts.length))}</span>
          <button
            type="button"
            class="icon-button"
            aria-label={l10n.t('Clear Filter')}
            title={l10n.t('Clear Filter')}
            onClick={() => {
              // Move the focus first: clearing the filter removes the button.
              input.current?.focus({ preventScroll: true });
              setFilter('');
            }}
          >
            <Icon name="close" />
          </button>
        </>
      )}
    </div>
  );
}
