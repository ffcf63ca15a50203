import type { DetailsModel } from '../../core/details/model';
import type { Announce } from './announce';
import type { PageUi } from './controls';
import { filterCount, matches, searchFor } from './entryGroups';
import type { Host, PageState } from './host';
import { matchesIn } from './jsonText';
import { searchCount } from './rawJson';

/** Typing goes on for so long, in milliseconds, before the number of matches is spoken. */
const TYPING = 600;

type Lookup =
  | 'filter'
  | 'grouped'
  | 'rawOpen'
  | 'search'
  | 'match'
  | 'folded'
  | 'opened'
  | 'setFilter'
  | 'setGrouped'
  | 'setRawOpen'
  | 'setSearch'
  | 'stepSearch'
  | 'toggleFold'
  | 'setOpened';

/** How the user looks at a job: what is filtered, searched, folded and scrolled to. All but the search outlives the page. */
export class Lookups {
  private state: PageState;
  private search = { text: '', match: 0 };
  private typing: number | undefined;

  constructor(
    private readonly host: Host,
    private readonly announce: Announce,
    private readonly model: () => DetailsModel | undefined,
    /** Draws the page again. */
    private readonly changed: () => void,
  ) {
    this.state = host.remembered;
  }

  get remembered(): PageState {
    return this.state;
  }

  remember(part: Partial<PageState>): void {
    this.state = { ...this.state, ...part };
    this.host.remember(this.state);
  }

  /** Another job: nothing of the one before stays, but the open fold does. */
  startAnew(): void {
    window.clearTimeout(this.typing);
    this.search = { text: '', match: 0 };
    this.remember({ filter: '', folded: [], opened: [], scroll: 0 });
  }

  ui(): Pick<PageUi, Lookup> {
    const { filter, grouped, rawOpen, folded, opened } = this.state;
    return {
      filter,
      grouped,
      rawOpen,
      search: this.search.text,
      match: this.search.match,
      folded: new Set(folded),
      opened: new Set(opened),
      setFilter: (text) => {
        this.filterBy(text);
      },
      setGrouped: (on) => {
        this.change({ grouped: on });
      },
      setRawOpen: (open) => {
        if (open !== this.state.rawOpen) {
          this.change({ rawOpen: open });
        }
      },
      setSearch: (text) => {
        this.searchFor(text, 0);
      },
      stepSearch: (by) => {
        this.searchFor(this.search.text, this.search.match + by);
      },
      toggleFold: (line) => {
        this.change({ folded: folded.includes(line) ? folded.filter((other) => other !== line) : [...folded, line] });
      },
      setOpened: (reason, open) => {
        this.setOpened(reason, open);
      },
    };
  }

  private change(part: Partial<PageState>): void {
    this.remember(part);
    this.changed();
  }

  /** A fold tells of itself when it is drawn open, too. */
  private setOpened(reason: number, open: boolean): void {
    const others = this.state.opened.filter((other) => other !== reason);
    if (open !== this.state.opened.includes(reason)) {
      this.change({ opened: open ? [...others, reason] : others });
    }
  }

  private filterBy(filter: string): void {
    this.change({ filter });
    this.announceLater(() => {
      const entries = this.model()?.failures?.entries ?? [];
      const search = searchFor(this.state.filter);
      const shown = entries.filter((entry) => matches(entry, search)).length;
      return search === undefined ? undefined : `${filterCount(shown, entries.length)} failures shown`;
    });
  }

  private searchFor(text: string, match: number): void {
    const count = matchesIn(this.model()?.rawJson ?? '', searchFor(text)).length;
    this.search = { text, match: count === 0 ? 0 : (match + count) % count };
    this.changed();
    document.querySelector('mark.current')?.scrollIntoView({ block: 'nearest' });
    this.announceLater(() => (text.trim() === '' ? undefined : `Match ${searchCount(this.search.match, count)}`));
  }

  /** Speaks once the typing has paused. */
  private announceLater(words: () => string | undefined): void {
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => {
      const text = words();
      if (text !== undefined) {
        this.announce(text);
      }
    }, TYPING);
  }
}
