import { h, render, Fragment, type ComponentChild } from 'preact';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { announcer, type Announce } from './announce';
import type { Control, PageUi } from './controls';
import { filterCount, matches, searchFor } from './entryGroups';
import { nextTick } from './expiry';
import { FeedbackBoard } from './feedbackBoard';
import type { Host, PageState } from './host';
import { matchesIn } from './jsonText';
import type { Place, ToPage } from './messages';
import { searchCount } from './rawJson';
import { contextOf, emptyPage, jobPage, labelOf } from './view';

/** How long "Copied" is to be read, and how long an answer of the extension is waited for, in milliseconds. */
const DONE_SHOWN = 2_000;
const LONGEST_WAIT = 30_000;
/** Typing goes on for so long before the number of matches is spoken. */
const TYPING = 600;

/** What asks the service, and so takes a while. */
const SLOW: ReadonlySet<DetailsAction> = new Set(['refresh', 'openFailedRecords', 'saveFailedRecords', 'copyFailedRecordsUrl']);

/** What is spoken when something was done. */
const DONE: Readonly<Partial<Record<DetailsAction, string>>> = {
  copyJobId: 'Job ID copied',
  copySourceUrl: 'S3 URL copied',
  copyFailedRecordsUrl: 'Failed records URL copied',
  copyAsJson: 'JSON copied',
  refresh: 'Refreshed',
};

/** Shows what the extension sends and tells it what was clicked. The extension knows; the page only shows. */
export class DetailsPage {
  private model: DetailsModel | undefined;
  private state: PageState;
  /** What is looked for in the raw response, and which match is looked at. */
  private search = { text: '', match: 0 };
  private readonly feedback = new FeedbackBoard(() => {
    this.render();
  });
  private readonly announce: Announce;
  private tick: number | undefined;
  private typing: number | undefined;
  private isEmpty = true;

  constructor(
    private readonly root: Element,
    live: Element,
    private readonly host: Host,
  ) {
    this.announce = announcer(live);
    this.state = host.remembered;
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'show':
        this.root.setAttribute('data-vscode-context', contextOf(message.model, message.panel));
        this.show(message.model, message.place);
        break;
      case 'empty':
        this.showEmpty(message);
        break;
      case 'acted':
        // A refresh that came to nothing has been spoken of already.
        this.acted(message.action, message.ok && !this.readFailed(message.action), DONE[message.action]);
        break;
      case 'entryCopied':
        this.acted(`entry ${message.index}`, message.ok, `Failure ${message.index + 1} copied`);
        break;
      case 'entriesCopied':
        this.acted(message.what, message.count > 0, `${message.count} failures copied`);
        break;
    }
  }

  /** Brings up to date what depends on the clock, and comes back when the clock changes it again. */
  render(): void {
    window.clearTimeout(this.tick);
    const { model } = this;
    if (model === undefined) {
      return;
    }
    const now = Date.now();
    const hadFocus = this.root.contains(document.activeElement);
    this.draw(h(Fragment, { key: 'job' }, ...jobPage(model, this.ui(now))));
    if (hadFocus && !this.root.contains(document.activeElement)) {
      // What had it is gone, as the banner of a failed read is when it is tried again.
      this.root.querySelector<HTMLElement>('[data-action="refresh"]')?.focus();
    }
    const expiresAt = model.failures?.failedRecords?.expiresAt;
    const next = expiresAt === undefined ? undefined : nextTick(expiresAt, now);
    if (next !== undefined && document.visibilityState === 'visible') {
      this.tick = window.setTimeout(() => {
        this.render();
      }, next);
    }
  }

  rememberScroll(scroll: number): void {
    if (this.model !== undefined) {
      this.remember({ scroll });
    }
  }

  private draw(content: ComponentChild): void {
    if (this.isEmpty) {
      // What the page was sent with: none of it is the library's.
      this.root.replaceChildren();
      this.isEmpty = false;
    }
    render(content, this.root);
  }

  private show(model: DetailsModel, place: Place): void {
    const before = this.model;
    const { connection, job } = this.state;
    const isOther = job !== undefined && (connection !== place.connection || !isSameJob(job, place.job));
    this.model = model;
    if (isOther) {
      this.startAnew();
    } else if (before !== undefined) {
      this.sayWhatChanged(before, model);
    }
    this.remember(place);
    this.render();
    if (before === undefined) {
      window.scrollTo(0, this.state.scroll);
    }
  }

  private showEmpty({ title, text, action }: ToPage & { readonly type: 'empty' }): void {
    if (this.model !== undefined) {
      this.startAnew();
    }
    this.model = undefined;
    this.root.removeAttribute('data-vscode-context');
    const click = () => {
      this.host.send({ type: 'act', action: action ?? 'refresh' });
    };
    this.draw(emptyPage(title, text, action === undefined ? undefined : { label: labelOf(action), click }));
  }

  /** Another job: nothing of the one before stays, but the open fold does. */
  private startAnew(): void {
    this.feedback.clear();
    this.search = { text: '', match: 0 };
    this.remember({ filter: '', folded: [], scroll: 0 });
    this.draw(undefined);
    window.scrollTo(0, 0);
  }

  private readFailed(action: DetailsAction): boolean {
    return action === 'refresh' && this.model?.read.state === 'failed';
  }

  private sayWhatChanged(before: DetailsModel, model: DetailsModel): void {
    if (model.read.state === 'failed' && before.read.state !== 'failed') {
      this.announce(model.read.sentence);
    } else if (model.stateLabel !== before.stateLabel) {
      this.announce(model.summary);
    }
  }

  private acted(control: Control, ok: boolean, words: string | undefined): void {
    if (ok && words !== undefined) {
      this.feedback.set(control, 'done', DONE_SHOWN);
      this.announce(words);
    } else {
      this.feedback.remove(control);
    }
    this.render();
  }

  private remember(part: Partial<PageState>): void {
    this.state = { ...this.state, ...part };
    this.host.remember(this.state);
  }

  private change(part: Partial<PageState>): void {
    this.remember(part);
    this.render();
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

  private filterBy(filter: string): void {
    this.change({ filter });
    this.announceLater(() => {
      const entries = this.model?.failures?.entries ?? [];
      const search = searchFor(this.state.filter);
      const shown = entries.filter((entry) => matches(entry, search)).length;
      return search === undefined ? undefined : `${filterCount(shown, entries.length)} failures shown`;
    });
  }

  private searchFor(text: string, match: number): void {
    const count = matchesIn(this.model?.rawJson ?? '', searchFor(text)).length;
    this.search = { text, match: count === 0 ? 0 : (match + count) % count };
    this.render();
    this.root.querySelector('mark.current')?.scrollIntoView({ block: 'nearest' });
    this.announceLater(() => (text.trim() === '' ? undefined : `Match ${searchCount(this.search.match, count)}`));
  }

  private ui(now: number): PageUi {
    const { filter, grouped, rawOpen, folded } = this.state;
    return {
      now,
      filter,
      grouped,
      rawOpen,
      search: this.search.text,
      match: this.search.match,
      folded: new Set(folded),
      feedback: (control) => this.feedback.of(control),
      act: (action) => {
        this.host.send({ type: 'act', action });
        if (SLOW.has(action)) {
          this.feedback.set(action, 'busy', LONGEST_WAIT);
          this.render();
        }
      },
      copyEntry: (index) => {
        this.host.send({ type: 'copyEntry', index });
      },
      copyEntries: (what, indices) => {
        this.host.send({ type: 'copyEntries', what, indices });
      },
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
    };
  }
}

function isSameJob(one: Place['job'], other: Place['job']): boolean {
  return one.service === other.service && one.id === other.id && one.scope === other.scope;
}
