import { QuickInputButtons, window, type QuickPickItem } from 'vscode';
import { Disposables } from '../core/disposable';
import { escapeItem } from './quickPick';

export interface StepItem<T> extends QuickPickItem {
  /** What choosing it means; a separator has none. */
  readonly value?: T;
}

export interface Step<T> {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** May be late: the list shows that it is busy until then. */
  readonly items: Promise<readonly StepItem<T>[]>;
  readonly placeholder: (items: readonly StepItem<T>[]) => string;
  /** The item to begin on, in place of the first. */
  readonly isActive?: (value: T) => boolean;
  /** An item for what was typed; one without a value says what is wrong with it. */
  readonly typed?: (text: string) => StepItem<T> | undefined;
}

export type StepResult<T> = { readonly kind: 'picked'; readonly value: T } | { readonly kind: 'back' | 'cancelled' };

/** Asks for one of several things as one step of several. Rejects as the items do. */
export async function pickStep<T>(step: Step<T>): Promise<StepResult<T>> {
  const lifetime = new Disposables();
  const picker = lifetime.add(window.createQuickPick<StepItem<T>>());
  picker.title = step.title;
  picker.step = step.step;
  picker.totalSteps = step.totalSteps;
  picker.matchOnDescription = true;
  picker.busy = true;
  // From the second step on, a look elsewhere would lose what was chosen before.
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
    // After the next step is shown: in between, the focus would go back to the tree, and keys with it.
    setImmediate(() => lifetime.dispose());
  }
}
