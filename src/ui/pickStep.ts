import { QuickInputButtons, window, type QuickPickItem } from 'vscode';
import { Disposables } from '../core/base/disposable';
import { escapeItem } from './quickPick';

export interface StepItem<T> extends QuickPickItem {
  /** Result of picking the item; absent for separators and messages. */
  readonly value?: T;
}

interface Step<T> {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** The quick pick shows progress until the items resolve. */
  readonly items: Promise<readonly StepItem<T>[]>;
  readonly placeholder: (items: readonly StepItem<T>[]) => string;
  /** Whether to make this item active initially, instead of the first. */
  readonly isActive?: (value: T) => boolean;
  /** Returns an item for typed text. An item without a value explains why the text is invalid. */
  readonly typed?: (text: string) => StepItem<T> | undefined;
}

export type StepResult<T> = { readonly kind: 'picked'; readonly value: T } | { readonly kind: 'back' | 'cancelled' };

/** Shows a quick pick as one step of several. Rejects if `items` does. */
export async function pickStep<T>(step: Step<T>): Promise<StepResult<T>> {
  const lifetime = new Disposables();
  const picker = lifetime.add(window.createQuickPick<StepItem<T>>());
  picker.title = step.title;
  picker.step = step.step;
  picker.totalSteps = step.totalSteps;
  picker.matchOnDescription = true;
  picker.busy = true;
  // From the second step on, losing the focus must not discard earlier choices.
  picker.ignoreFocusOut = step.step > 1;
  picker.buttons = step.step > 1 ? [QuickInputButtons.Back] : [];

  const fill = (items: readonly StepItem<T>[]) => {
    const typed = step.typed?.(picker.value);
    picker.items = (typed === undefined ? items : [...items, typed]).map(escapeItem);
  };
  const { promise, resolve, reject } = Promise.withResolvers<StepResult<T>>();
  lifetime.add(
    picker.onDidAccept(() => {
      const value = picker.selectedItems[0]?.value;
      if (value !== undefined) {
        resolve({ kind: 'picked', value });
      }
    }),
  );
  lifetime.add(picker.onDidTriggerButton(() => resolve({ kind: 'back' })));
  lifetime.add(picker.onDidHide(() => resolve({ kind: 'cancelled' })));
  picker.show();
  step.items.then((items) => {
    picker.busy = false;
    picker.placeholder = step.placeholder(items);
    fill(items);
    const active = picker.items.filter(({ value }) => value !== undefined && step.isActive?.(value) === true);
    if (active.length > 0) {
      picker.activeItems = active;
    }
    lifetime.add(picker.onDidChangeValue(() => fill(items)));
  }, reject);
  try {
    return await promise;
  } finally {
    // Dispose after the next step is shown: in between, the tree would get the focus and any typed keys.
    setImmediate(() => lifetime.dispose());
  }
}
