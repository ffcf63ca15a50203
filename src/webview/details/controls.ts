import type { DetailsAction } from '../../core/details/model';
import type { EntriesToCopy } from './messages';
import { h, type ComponentChild } from 'preact';

/** What happens on the page: handed to each part of it, so that none keeps a state of its own. */
export interface PageUi {
  readonly filter: string;
  /** Whether equal failures are one. */
  readonly grouped: boolean;
  readonly rawOpen: boolean;
  /** Reasons whose failures are shown, each by the place of its first. */
  readonly opened: ReadonlySet<number>;
  /** What became of the last click on a control. */
  readonly feedback: (control: Control) => Feedback | undefined;
  /** What the extension said when it was done. */
  readonly note: (control: Control) => string | undefined;
  readonly act: (action: DetailsAction) => void;
  readonly copyRow: (id: string) => void;
  readonly copyEntry: (index: number) => void;
  readonly copyEntries: (what: EntriesToCopy, indices: readonly number[]) => void;
  readonly setFilter: (text: string) => void;
  readonly setGrouped: (grouped: boolean) => void;
  readonly setRawOpen: (open: boolean) => void;
  readonly setOpened: (reason: number, open: boolean) => void;
}

/** An action, or a copy button of a row or of the failure entries. */
export type Control = DetailsAction | `row ${string}` | `entry ${number}` | EntriesToCopy;

export type Feedback = 'busy' | 'done';

/** Code points are in details.css, one class for each. */
export type Icon =
  | 'circle-slash'
  | 'clock'
  | 'close'
  | 'check'
  | 'chevron'
  | 'copy'
  | 'error'
  | 'file'
  | 'inbox'
  | 'info'
  | 'key'
  | 'open'
  | 'pass'
  | 'question'
  | 'refresh'
  | 'save'
  | 'search'
  | 'sync'
  | 'target'
  | 'warning';

export function icon(name: Icon): ComponentChild {
  return h('span', { key: `icon-${name}`, class: `icon icon-${name}`, 'aria-hidden': 'true' });
}

/** A small button that is an icon only. `label` says what it does and to what. */
export function copyButton(label: string, feedback: Feedback | undefined, click: () => void): ComponentChild {
  return h(
    'button',
    {
      type: 'button',
      class: 'icon-button',
      'aria-label': label,
      title: label,
      'data-feedback': feedback,
      onClick: click,
    },
    icon(feedback === 'done' ? 'check' : 'copy'),
    feedback === 'done' && h('span', { key: 'bubble', class: 'bubble', 'aria-hidden': 'true' }, 'Copied'),
  );
}

/** A small button that is an icon only and says nothing afterwards. */
export function toolButton(name: Icon, label: string, click: (event: MouseEvent) => void): ComponentChild {
  return h(
    'button',
    { key: name, type: 'button', class: 'icon-button', 'aria-label': label, title: label, onClick: click },
    icon(name),
  );
}

interface WordButton {
  readonly label: string;
  readonly icon: Icon;
  readonly feedback: Feedback | undefined;
  readonly disabled: boolean;
  readonly click: () => void;
}

/** A small button with words. */
export function wordButton({ label, icon: name, feedback, disabled, click }: WordButton): ComponentChild {
  return h(
    'button',
    {
      key: 'button',
      type: 'button',
      class: 'button small-button',
      disabled,
      'data-feedback': feedback,
      onClick: click,
    },
    icon(feedback === 'done' ? 'check' : name),
    h('span', { key: 'words' }, label),
  );
}

interface ActionButton {
  readonly action: DetailsAction;
  readonly label: string;
  readonly icon: Icon;
  /** What it says once it is done; the label stays where there is nothing to say. */
  readonly done?: string;
  /** The one thing that most people want. */
  readonly primary?: boolean;
}

/** "Copied. Valid until 1:30 PM" */
export function withNote(done: string, note: string | undefined): string {
  return note === undefined ? done : `${done}. ${note}`;
}

/** A button with words. Its name stays the same whatever it shows, and so does its width unless there is a note. */
export function actionButton(
  ui: Pick<PageUi, 'act' | 'feedback' | 'note'>,
  { action, label, icon: name, done, primary }: ActionButton,
): ComponentChild {
  const feedback = ui.feedback(action);
  const isDone = feedback === 'done' && done !== undefined;
  const words: readonly ComponentChild[] = [
    h('span', { class: isDone ? 'off' : 'on' }, label),
    done !== undefined &&
      h('span', { class: isDone ? 'on' : 'off', 'aria-hidden': 'true' }, withNote(done, ui.note(action))),
  ];
  return h(
    'button',
    {
      type: 'button',
      class: primary === true ? 'button primary' : 'button',
      'aria-label': label,
      'data-action': action,
      'data-feedback': feedback,
      'aria-busy': feedback === 'busy' ? 'true' : undefined,
      onClick: () => {
        ui.act(action);
      },
    },
    feedback === 'busy' ? icon('sync') : icon(isDone ? 'check' : name),
    h('span', { key: 'words', class: 'words' }, ...words),
  );
}
