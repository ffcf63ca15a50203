import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './controls';
import { filterCount, matches, searchFor } from './entryGroups';
import { usePage } from './pageContext';

/** How long, in milliseconds, the user must pause typing before the number of matches is announced. */
const TYPING_PAUSE = 600;

interface Props {
  readonly texts: readonly string[];
  readonly shown: number;
}

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
      const count = texts.filter((text) => matches(text, search)).length;
      typing.current = window.setTimeout(announce, TYPING_PAUSE, `${filterCount(count, texts.length)} failures shown`);
    }
  };
  return (
    <div class="filter">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label="Filter failures"
        placeholder="Filter failures"
        value={state.filter}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget }) => setFilter(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.preventDefault();
            setFilter('');
          }
        }}
      />
      {state.filter !== '' && (
        <>
          <span class="hint">{filterCount(shown, texts.length)}</span>
          <button
            type="button"
            class="icon-button"
            aria-label="Clear the filter"
            title="Clear the filter"
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
