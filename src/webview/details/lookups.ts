import type { DetailsModel } from '../../core/details/model';
import type { Announce } from './announce';
import type { PageUi } from './controls';
import { filterCount, matches, searchFor } from './entryGroups';
import type { Host, PageState } from './host';

/** Typing goes on for so long, in milliseconds, before the number of matches is spoken. */
const TYPING = 600;

type Lookup = 'filter' | 'grouped' | 'rawOpen' | 'opened' | 'setFilter' | 'setGrouped' | 'setRawOpen' | 'setOpened';

/** How the user looks at a job: what is filtered, folded and scrolled to. It outlives the page. */
export class Lookups {
  private state: PageState;
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
    this.remember({ filter: '', opened: [], scroll: 0 });
  }

  ui(): Pick<PageUi, Lookup> {
    const { filter, grouped, rawOpen, opened } = this.state;
    return {
      filter,
      grouped,
      rawOpen,
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
