import { h, render, Fragment, type ComponentChild } from 'preact';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { announcer, type Announce } from './announce';
import { withNote, type Control, type PageUi } from './controls';
import { failureCount } from './entryGroups';
import { FeedbackBoard } from './feedbackBoard';
import { keepFocus } from './focus';
import type { Host } from './host';
import { Lookups } from './lookups';
import type { Place, ToPage } from './messages';
import { contextOf, emptyPage, jobPage } from './view';

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
  /** What is said in the place of a job, where there is none. */
  private empty: (ToPage & { readonly type: 'empty' }) | undefined;
  private readonly lookups: Lookups;
  private readonly feedback = new FeedbackBoard(() => {
    this.render();
  });
  private readonly announce: Announce;
  private isBlank = true;

  constructor(
    private readonly root: Element,
    live: Element,
    private readonly host: Host,
  ) {
    this.announce = announcer(live);
    this.lookups = new Lookups(
      host,
      this.announce,
      () => this.model,
      () => {
        this.render();
      },
    );
  }

  receive(message: ToPage): void {
    switch (message.type) {
      case 'show':
        this.root.setAttribute('data-vscode-context', contextOf(message.model, message.panel));
        this.feedback.setBusy(message.busy);
        this.show(message.model, message.place);
        break;
      case 'empty':
        this.showEmpty(message);
        break;
      case 'acted':
        // A refresh that came to nothing has been spoken of already.
        this.acted(message.action, message.ok && !this.readFailed(message.action), DONE[message.action], message.note);
        break;
      case 'rowCopied':
        this.acted(`row ${message.id}`, message.ok, `${this.labelOfRow(message.id)} copied`);
        break;
      case 'entryCopied':
        this.acted(`entry ${message.index}`, message.ok, `Failure ${message.index + 1} copied`);
        break;
      case 'entriesCopied':
        this.acted(message.what, message.count > 0, `${failureCount(message.count)} copied`);
        break;
    }
  }

  private render(): void {
    const { model } = this;
    if (model === undefined) {
      return;
    }
    const restoreFocus = keepFocus(this.root);
    this.draw(h(Fragment, { key: 'job' }, ...jobPage(model, this.ui())));
    restoreFocus();
  }

  rememberScroll(scroll: number): void {
    if (this.model !== undefined) {
      this.lookups.remember({ scroll });
    }
  }

  private draw(content: ComponentChild): void {
    if (this.isBlank) {
      // What the page was sent with: none of it is the library's.
      this.root.replaceChildren();
      this.isBlank = false;
    }
    render(content, this.root);
  }

  private show(model: DetailsModel, place: Place): void {
    const before = this.model;
    const { connection, job } = this.lookups.remembered;
    const isOther = job !== undefined && (connection !== place.connection || !isSameJob(job, place.job));
    this.model = model;
    this.empty = undefined;
    if (isOther) {
      this.feedback.clear();
      this.lookups.startAnew();
      this.draw(undefined);
      window.scrollTo(0, 0);
    } else if (before !== undefined) {
      this.sayWhatChanged(before, model);
    }
    this.lookups.remember(place);
    this.render();
    if (before === undefined) {
      window.scrollTo(0, this.lookups.remembered.scroll);
    }
  }

  /** What was filtered and folded is remembered: the same job may come back. */
  private showEmpty(empty: ToPage & { readonly type: 'empty' }): void {
    const before = this.empty;
    this.model = undefined;
    this.empty = empty;
    this.feedback.clear();
    this.feedback.setBusy(empty.busy);
    this.root.removeAttribute('data-vscode-context');
    this.draw(emptyPage(empty, this.ui()));
    const wasTriedAgain = before !== undefined && before.busy.length > 0 && empty.busy.length === 0;
    if (wasTriedAgain || before?.text !== empty.text) {
      this.announce(`${empty.title}. ${empty.text}`);
    }
  }

  private readFailed(action: DetailsAction): boolean {
    return action === 'refresh' && (this.model === undefined || this.model.read.state === 'failed');
  }

  private labelOfRow(id: string): string {
    return this.model?.sections.flatMap(({ rows }) => rows).find((row) => row.id === id)?.label ?? '';
  }

  private sayWhatChanged(before: DetailsModel, model: DetailsModel): void {
    if (model.read.state === 'failed' && before.read.state !== 'failed') {
      this.announce(model.read.sentence);
    } else if (model.stateLabel !== before.stateLabel) {
      this.announce(model.summary);
    }
  }

  private acted(control: Control, ok: boolean, words: string | undefined, note?: string): void {
    if (ok && words !== undefined) {
      this.feedback.setDone(control, note);
      this.announce(withNote(words, note));
    } else {
      this.feedback.remove(control);
    }
    this.render();
  }

  private ui(): PageUi {
    return {
      ...this.lookups.ui(),
      feedback: (control) => this.feedback.of(control),
      note: (control) => this.feedback.noteOf(control),
      act: (action) => {
        this.host.send({ type: 'act', action });
      },
      copyRow: (id) => {
        this.host.send({ type: 'copyRow', id });
      },
      copyEntry: (index) => {
        this.host.send({ type: 'copyEntry', index });
      },
      copyEntries: (what, indices) => {
        this.host.send({ type: 'copyEntries', what, indices });
      },
    };
  }
}

function isSameJob(one: Place['job'], other: Place['job']): boolean {
  return one.service === other.service && one.id === other.id && one.scope === other.scope;
}
