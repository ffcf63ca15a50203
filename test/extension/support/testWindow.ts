import assert from 'node:assert/strict';
import {
  CancellationTokenSource,
  env,
  window,
  type MessageItem,
  type Progress,
  type ProgressOptions,
  type QuickPickItem,
  type QuickPickOptions,
  type Uri,
} from 'vscode';
import { eventually } from '../../support/eventually';

export interface Message {
  readonly kind: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly buttons: readonly string[];
  /** Detail of a modal dialog; `undefined` for a notification. */
  readonly detail: string | undefined;
}

/** Work with a progress notification. */
export interface Work {
  readonly title: string;
  readonly isCancellable: boolean;
  /** Progress reported so far. */
  readonly messages: readonly string[];
  /** Like its Cancel button. */
  cancel(): void;
}

type Report = Progress<{ message?: string; increment?: number }>;

type Answer = (message: Message) => string | undefined;
type Pick = (labels: readonly string[]) => number | undefined;

/**
 * Replaces dialogs and messages of `window`: records every message and gives the responses that a test has prepared. The
 * extension and its tests share one `vscode` module, since VS Code creates one for each extension folder.
 */
export class TestWindow {
  readonly #restores: (() => void)[] = [];
  #messages: Message[] = [];
  #answers: Answer[] = [];
  readonly #picks: Pick[] = [];
  /** Items of each quick pick shown. */
  readonly picked: (readonly QuickPickItem[])[] = [];
  /** Title of each quick pick shown. */
  readonly titles: string[] = [];
  readonly works: Work[] = [];
  readonly statusBarMessages: string[] = [];
  readonly opened: string[] = [];

  constructor() {
    const asking =
      (kind: Message['kind']) =>
      (text: string, ...rest: readonly unknown[]) =>
        this.#ask(kind, text, rest);
    this.replace(window, 'showInformationMessage', asking('information'));
    this.replace(window, 'showWarningMessage', asking('warning'));
    this.replace(window, 'showErrorMessage', asking('error'));
    this.replace(
      window,
      'showQuickPick',
      async (items: readonly QuickPickItem[] | Promise<readonly QuickPickItem[]>, { title = '' }: QuickPickOptions) => {
        this.titles.push(title);
        return this.#pick(await items);
      },
    );
    this.replace(
      window,
      'withProgress',
      (
        options: ProgressOptions,
        task: (progress: Report, token: CancellationTokenSource['token']) => Thenable<unknown>,
      ) => this.#work(options, task),
    );
    this.replace(window, 'setStatusBarMessage', (text: string) => {
      this.statusBarMessages.push(text);
      return { dispose: () => undefined };
    });
    this.replace(env, 'openExternal', (uri: Uri) => {
      this.opened.push(uri.toString(true));
      return Promise.resolve(true);
    });
  }

  /** Replaces a method until the window is restored. */
  replace<Target extends object>(target: Target, name: keyof Target, method: unknown): void {
    const before = Object.getOwnPropertyDescriptor(target, name) ?? assert.fail(`There is no ${String(name)}.`);
    Object.defineProperty(target, name, { configurable: true, enumerable: true, writable: true, value: method });
    this.#restores.push(() => Object.defineProperty(target, name, before));
  }

  restore(): void {
    for (const restore of this.#restores.splice(0).reverse()) restore();
  }

  /** Chooses this button of the next message that has no other prepared response. */
  answer(text: string | RegExp, button: string): void {
    this.#answers.push((message) => (matches(text, message.text) ? button : undefined));
  }

  /** Picks the first item with a matching label in the next quick pick; without a label, cancels it. */
  pick(label?: string | RegExp): void {
    this.#picks.push((labels) => {
      const index = labels.findIndex((each) => label !== undefined && matches(label, each));
      assert.ok(label === undefined || index >= 0, `${String(label)} is not in ${labels.join(', ')}`);
      return index;
    });
  }

  /** Waits for a message and removes it. */
  async message(text: string | RegExp): Promise<Message> {
    try {
      return await eventually(() => this.take(text), 5_000);
    } catch (error) {
      // The test fails with this; the remaining messages must not cause another failure.
      this.#messages = [];
      throw error;
    }
  }

  /** Removes a message. @throws AssertionError without one */
  take(text: string | RegExp): Message {
    const found = this.#messages.find((message) => matches(text, message.text));
    assert.ok(found !== undefined, `${String(text)} is not in: ${this.texts.join(' | ')}`);
    this.#messages = this.#messages.filter((message) => message !== found);
    return found;
  }

  /** Messages that were not removed. */
  get texts(): readonly string[] {
    return this.#messages.map(({ text }) => text);
  }

  #ask(kind: Message['kind'], text: string, rest: readonly unknown[]): Promise<unknown> {
    const [first] = rest;
    const options =
      typeof first === 'object' && first !== null && !('title' in first)
        ? (first as { readonly modal?: boolean; readonly detail?: string })
        : undefined;
    const items = rest.slice(options === undefined ? 0 : 1) as readonly (string | MessageItem)[];
    const titles = items.map((item) => (typeof item === 'string' ? item : item.title));
    const detail = options?.modal === true ? (options.detail ?? '') : undefined;
    const message: Message = { kind, text, buttons: titles, detail };
    this.#messages.push(message);
    const answer = this.#answers.find((each) => each(message) !== undefined);
    if (answer === undefined) return Promise.resolve(undefined);
    this.#answers = this.#answers.filter((each) => each !== answer);
    const index = titles.indexOf(answer(message) ?? '');
    assert.ok(index >= 0, `The buttons are ${titles.join(', ')}.`);
    return Promise.resolve(items[index]);
  }

  async #work(
    { title = '', cancellable = false }: ProgressOptions,
    task: (progress: Report, token: CancellationTokenSource['token']) => Thenable<unknown>,
  ): Promise<unknown> {
    const source = new CancellationTokenSource();
    const messages: string[] = [];
    this.works.push({
      title,
      isCancellable: cancellable,
      messages,
      cancel: () => {
        source.cancel();
      },
    });
    return task({ report: ({ message }) => messages.push(...(message === undefined ? [] : [message])) }, source.token);
  }

  #pick(items: readonly QuickPickItem[]): Promise<QuickPickItem | undefined> {
    this.picked.push(items);
    const pick = this.#picks.shift();
    assert.ok(pick !== undefined, `Nothing was prepared to pick from ${items.map(({ label }) => label).join(', ')}.`);
    return Promise.resolve(
      items[pick(items.map(({ label, description = '', detail = '' }) => `${label} ${description} ${detail}`)) ?? -1],
    );
  }
}

function matches(wanted: string | RegExp, text: string): boolean {
  return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);
}
