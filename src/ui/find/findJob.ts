import * as l10n from '@vscode/l10n';
import { ThemeIcon, type QuickInputButton, type QuickPick } from 'vscode';
import type { Clock } from '../../core/base/clock';
import { Disposables, type Disposable } from '../../core/base/disposable';
import { unpromptedPurpose } from '../../core/base/request';
import { readAllLists, readOpenLists } from '../../core/find/furtherReads';
import { jobReferencesIn } from '../../core/find/jobReferences';
import { JobSearch } from '../../core/find/jobSearch';
import { requestJobs, type RequestedJobs } from '../../core/find/requestJobs';
import type { Accounts } from '../../core/connections/accounts';
import type { JobStore } from '../../core/jobs/jobStore';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import type { Formats } from '../../core/text/formats';
import { plural } from '../../core/text/plural';
import type { JobTarget } from '../jobActions';
import type { JobTree } from '../tree/jobTree';
import { jobItem, note, readAllItem, requestNotes, separator, toTheSide, type FindItem } from './findItems';
import { showPicker } from './showPicker';

/** Maximum number of jobs in the quick pick, which is slow to draw. */
const maxShown = 100;
/** Time in milliseconds that a reference must stay unchanged before it is requested from AWS. */
const typingPause = 300;
/** Time in milliseconds for which changes are collected. */
const updatePause = 100;

export interface FindContext {
  readonly accounts: Accounts;
  readonly store: JobStore;
  readonly tree: Pick<JobTree, 'openFolders'>;
  readonly clock: Clock;
  readonly formats: Formats;
  readonly services: readonly ServiceDescription[];
  readonly identityOf: (connectionId: string) => string | undefined;
}

export interface FoundJob {
  readonly target: JobTarget;
  readonly column: 'active' | 'beside';
}

const readAllButton: QuickInputButton = {
  iconPath: new ThemeIcon('cloud-download'),
  tooltip: l10n.t('Load All Lists'),
};

/** Lets the user find a job among all that were read, while reading more. Resolves to `undefined` if cancelled. */
export async function findJob(context: FindContext): Promise<FoundJob | undefined> {
  let session: FindSession | undefined;
  try {
    return await showPicker<FindItem, FoundJob>((picker, done) => {
      session = new FindSession(picker, context, done);
      picker.onDidHide(() => session?.dispose());
    });
  } finally {
    session?.dispose();
  }
}

/** An open quick pick. Closing it stops all requests. */
class FindSession extends Disposables {
  readonly #picker: QuickPick<FindItem>;
  readonly #context: FindContext;
  readonly #abort = new AbortController();
  #search: JobSearch<JobTarget> | undefined;
  /** Number of reads in progress. */
  #reads = 0;
  #readsAll = false;
  #pause: Disposable | undefined;
  /** References requested from AWS, and their results once known. */
  readonly #requested = new Map<string, RequestedJobs | undefined>();
  #nextUpdate: Disposable | undefined;

  constructor(picker: QuickPick<FindItem>, context: FindContext, done: (found: FoundJob) => void) {
    super();
    this.#picker = picker;
    this.#context = context;
    picker.placeholder = l10n.t('Type to find a job, or paste an ID, ARN or URL');
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    picker.buttons = [readAllButton];
    this.add({ dispose: () => this.#abort.abort() });
    this.add({
      dispose: () => {
        this.#pause?.dispose();
        this.#nextUpdate?.dispose();
      },
    });
    this.add(
      context.store.onDidChange(() => {
        this.#search = undefined;
        this.#updateSoon();
      }),
    );
    picker.onDidChangeValue(() => {
      this.#update(true);
      this.#requestSoon();
    });
    picker.onDidAccept(() => {
      const [item] = picker.selectedItems;
      if (item?.command === 'readAll') {
        this.#readAll();
      } else if (item?.target !== undefined) {
        done({ target: item.target, column: 'active' });
      }
    });
    picker.onDidTriggerItemButton(({ item, button }) => {
      if (button === toTheSide && item.target !== undefined) {
        done({ target: item.target, column: 'beside' });
      }
    });
    picker.onDidTriggerButton(() => this.#readAll());
    this.#read(readOpenLists(context.tree.openFolders(), this.#how));
    this.#update(true);
  }

  get #how() {
    return { signal: this.#abort.signal, onPage: () => this.#updateSoon() };
  }

  #readAll(): void {
    if (!this.#readsAll) {
      this.#readsAll = true;
      this.#picker.buttons = [];
      this.#read(readAllLists(this.#context.accounts.all, this.#how));
      this.#update();
    }
  }

  #read(reading: Promise<unknown>): void {
    this.#reads++;
    void reading.then(() => {
      this.#reads--;
      this.#updateSoon();
    });
  }

  #requestSoon(): void {
    this.#pause?.dispose();
    const text = this.#picker.value.trim();
    const { services, clock, accounts, store, identityOf } = this.#context;
    const references = jobReferencesIn(text, services);
    if (references.length === 0 || this.#requested.has(text)) {
      return;
    }
    this.#pause = clock.after(typingPause, () => {
      this.#requested.set(text, undefined);
      const { signal } = this.#abort;
      const requesting = requestJobs(references, accounts.all, {
        signal,
        identityOf,
        jobsOf: (connectionId) => store.jobsOf(connectionId),
        // A prompt would close the picker.
        purpose: unpromptedPurpose,
      });
      this.#read(requesting.then((result) => this.#requested.set(text, result)));
      this.#update();
    });
  }

  /**
   * Updates the items after a short pause, together with other changes: pages may arrive faster than a user can read.
   */
  #updateSoon(): void {
    this.#nextUpdate ??= this.#context.clock.after(updatePause, () => {
      this.#nextUpdate = undefined;
      this.#update();
    });
  }

  /** @param isNew whether the user has typed, which makes the best match the active item */
  #update(isNew = false): void {
    if (this.isDisposed) {
      return;
    }
    const picker = this.#picker;
    const { formats, clock } = this.#context;
    const search = (this.#search ??= new JobSearch(this.#all()));
    const [reference] = jobReferencesIn(picker.value, this.#context.services);
    const { best, total } = search.find(reference?.id ?? picker.value, maxShown);
    const items = this.#items(
      best.map((target) => jobItem(target, formats, clock.now())),
      total,
    );
    picker.busy = this.#reads > 0;
    picker.title = this.#title(search.count);
    if (!isNew && isSameList(items, picker.items)) {
      return;
    }
    // Keeps the active item unless it is the first, because the user moved to it.
    const [active] = picker.activeItems;
    const kept = isNew || active === picker.items[0] ? undefined : items.find(({ key }) => key === active?.key);
    picker.keepScrollPosition = !isNew;
    picker.items = items;
    if (kept !== undefined) {
      picker.activeItems = [kept];
    }
  }

  #items(jobs: readonly FindItem[], total: number): readonly FindItem[] {
    const { count } = this.#context.formats;
    const requested = this.#requested.get(this.#picker.value.trim());
    const notes = requested === undefined ? [] : requestNotes(requested);
    const isMissing = jobs.length === 0 && notes.length === 0;
    return [
      ...notes,
      ...jobs,
      ...(isMissing ? [note('none', l10n.t('No matches'), this.#reads > 0 ? l10n.t('still loading') : '')] : []),
      ...(total > jobs.length ? [separator(l10n.t('{0} of {1} matches', count(jobs.length), count(total)))] : []),
      ...(this.#readsAll ? [] : [separator(''), readAllItem()]),
    ];
  }

  #title(n: number): string {
    const count = this.#context.formats.count(n);
    return plural(n, l10n.t('Find Job: {0} job loaded', count), l10n.t('Find Job: {0} jobs loaded', count));
  }

  #all(): readonly JobTarget[] {
    const { accounts, store } = this.#context;
    return accounts.all.flatMap((account) => store.jobsOf(account.connection.id).map((job) => ({ account, job })));
  }
}

function isSameList(a: readonly FindItem[], b: readonly FindItem[]): boolean {
  const look = ({ key, label, description, detail }: FindItem) => [key, label, description, detail].join('\n');
  return a.length === b.length && a.every((item, index) => b[index] !== undefined && look(item) === look(b[index]));
}
