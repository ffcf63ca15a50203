import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { announcer, type Announce } from './announce';
import type { Control, PageUi } from './controls';
import { patch } from './dom';
import { nextTick } from './expiry';
import { filterCount, searchFor } from './failures';
import { FeedbackBoard } from './feedbackBoard';
import type { Host, PageState } from './host';
import type { ToPage } from './messages';
import { emptyPage, jobPage } from './view';

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
  private readonly feedback = new FeedbackBoard(() => {
    this.render();
  });
  private readonly announce: Announce;
  private tick: number | undefined;
  private typing: number | undefined;

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
        this.show(message.model);
        break;
      case 'empty':
        if (this.model !== undefined) {
          this.startAnew();
        }
        this.model = undefined;
        patch(this.root, emptyPage(message.title, message.text));
        break;
      case 'acted':
        // A refresh that came to nothing has been spoken of already.
        this.acted(message.action, message.ok && !this.readFailed(message.action), DONE[message.action]);
        break;
      case 'entryCopied':
        this.acted(`entry ${message.index}`, message.ok, `Failure ${message.index + 1} copied`);
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
    patch(this.root, jobPage(model, this.ui(now)));
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

  private show(model: DetailsModel): void {
    const before = this.model;
    this.model = model;
    if (before !== undefined && !isSameJob(before, model)) {
      this.startAnew();
    } else if (before !== undefined) {
      this.sayWhatChanged(before, model);
    }
    this.render();
    if (before === undefined) {
      window.scrollTo(0, this.state.scroll);
    }
  }

  /** Another job: nothing of the one before stays, but the folds do. */
  private startAnew(): void {
    this.feedback.clear();
    this.remember({ filter: '', scroll: 0 });
    patch(this.root, []);
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

  private filterBy(filter: string): void {
    this.remember({ filter });
    this.render();
    window.clearTimeout(this.typing);
    this.typing = window.setTimeout(() => {
      const entries = this.model?.failures?.entries ?? [];
      const search = searchFor(this.state.filter);
      if (search !== undefined) {
        const shown = entries.filter((entry) => entry.search(search) >= 0).length;
        this.announce(`${filterCount(shown, entries.length)} failures shown`);
      }
    }, TYPING);
  }

  private ui(now: number): PageUi {
    return {
      now,
      filter: this.state.filter,
      rawOpen: this.state.rawOpen,
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
      setFilter: (text) => {
        this.filterBy(text);
      },
      setRawOpen: (rawOpen) => {
        this.remember({ rawOpen });
      },
    };
  }
}

function isSameJob(one: DetailsModel, other: DetailsModel): boolean {
  // Connection and service; what follows them in the trail can become known later.
  return one.jobId === other.jobId && one.trail[0] === other.trail[0] && one.trail[1] === other.trail[1];
}
