import assert from 'node:assert/strict';
import { EventEmitter, window, type QuickInputButton, type QuickPick, type QuickPickItem } from 'vscode';
import { eventually } from '../../support/eventually';
import type { TestWindow } from './testWindow';

type Item = QuickPickItem;

/** A quick pick that a test operates, in place of VS Code's. */
export class FakePicker {
  title: string | undefined;
  placeholder: string | undefined;
  busy = false;
  canSelectMany = false;
  buttons: readonly QuickInputButton[] = [];
  activeItems: readonly Item[] = [];
  selectedItems: readonly Item[] = [];
  isOpen = false;
  /** Number of times that the items were replaced. */
  updates = 0;
  #items: readonly Item[] = [];
  readonly #valueChanged = new EventEmitter<string>();
  readonly #accepted = new EventEmitter<void>();
  readonly #hidden = new EventEmitter<void>();
  readonly #selected = new EventEmitter<readonly Item[]>();
  readonly #button = new EventEmitter<QuickInputButton>();
  readonly #itemButton = new EventEmitter<{ readonly item: Item; readonly button: QuickInputButton }>();
  readonly onDidChangeValue = this.#valueChanged.event;
  readonly onDidAccept = this.#accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidChangeSelection = this.#selected.event;
  readonly onDidTriggerButton = this.#button.event;
  readonly onDidTriggerItemButton = this.#itemButton.event;
  value = '';

  get items(): readonly Item[] {
    return this.#items;
  }

  set items(items: readonly Item[]) {
    this.#items = items;
    this.updates++;
  }

  readonly show = () => {
    this.isOpen = true;
  };
  readonly hide = () => {
    if (this.isOpen) {
      this.isOpen = false;
      this.#hidden.fire();
    }
  };
  readonly dispose = () => this.hide();

  type(text: string): void {
    this.value = text;
    this.#valueChanged.fire(text);
  }

  /** Accepts the first item or the one with this label. */
  accept(label?: string | RegExp): void {
    this.selectedItems = [label === undefined ? (this.items[0] ?? assert.fail('There is no item.')) : this.item(label)];
    this.#accepted.fire();
  }

  /** Checks these items of a quick pick for several, and accepts them. */
  check(...labels: readonly string[]): void {
    assert.ok(this.canSelectMany);
    this.selectedItems = labels.map((label) => this.item(label));
    this.#selected.fire(this.selectedItems);
    this.#accepted.fire();
  }

  press(button: QuickInputButton): void {
    this.#button.fire(button);
  }

  pressOn(label: string | RegExp, index = 0): void {
    const item = this.item(label);
    this.#itemButton.fire({ item, button: item.buttons?.[index] ?? assert.fail('The item has no such button.') });
  }

  item(label: string | RegExp): Item {
    const found = this.items.find((item) =>
      typeof label === 'string' ? item.label === label : label.test(item.label),
    );
    return found ?? assert.fail(`${String(label)} is not in: ${this.labels.join(' | ')}`);
  }

  get labels(): readonly string[] {
    return this.items.map(({ label }) => label);
  }
}

/** Replaces the quick picks that the extension creates. */
export class QuickPicks {
  readonly all: FakePicker[] = [];

  constructor(testWindow: TestWindow) {
    testWindow.replace(window, 'createQuickPick', () => {
      const picker = new FakePicker();
      this.all.push(picker);
      return picker as unknown as QuickPick<Item>;
    });
  }

  /** Waits for an open quick pick whose title is this or matches it, the newest one. */
  titled(title: string | RegExp): Promise<FakePicker> {
    return eventually(() => {
      const picker = this.all.at(-1);
      assert.ok(picker?.isOpen === true, 'No quick pick is open.');
      const isTitled = typeof title === 'string' ? picker.title === title : title.test(picker.title ?? '');
      assert.ok(isTitled, picker.title);
      return picker;
    }, 5_000);
  }
}
