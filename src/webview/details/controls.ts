import type { DetailsAction } from '../../core/details/model';
import { h, type Child, type Description } from './dom';

/** What happens on the page: handed to each part of it, so that none keeps a state of its own. */
export interface PageUi {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly filter: string;
  readonly rawOpen: boolean;
  /** What became of the last click on a control. */
  readonly feedback: (control: Control) => Feedback | undefined;
  readonly act: (action: DetailsAction) => void;
  readonly copyEntry: (index: number) => void;
  readonly setFilter: (text: string) => void;
  readonly setRawOpen: (open: boolean) => void;
}

/** An action, or the copy button of one failure entry. */
export type Control = DetailsAction | `entry ${number}`;

export type Feedback = 'busy' | 'done';

/** Code points are in details.css, one class for each. */
export type Icon =
  | 'circle-slash'
  | 'clock'
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

export function icon(name: Icon): Description {
  return h('span', { key: `icon-${name}`, class: `icon icon-${name}`, 'aria-hidden': 'true' });
}

/** A small button that is an icon only. `label` says what it does and to what. */
export function copyButton(label: string, feedback: Feedback | undefined, click: () => void): Description {
  return h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': label, title: label, 'data-feedback': feedback, on: { click } },
    icon(feedback === 'done' ? 'check' : 'copy'),
    feedback === 'done' && h('span', { key: 'bubble', class: 'bubble', 'aria-hidden': 'true' }, 'Copied'),
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

/** A button with words. Its name stays the same whatever it shows, and so does its width. */
export function actionButton(ui: PageUi, { action, label, icon: name, done, primary }: ActionButton): Description {
  const feedback = ui.feedback(action);
  const isDone = feedback === 'done' && done !== undefined;
  const words: readonly Child[] = [
    h('span', { class: isDone ? 'off' : 'on' }, label),
    done !== undefined && h('span', { class: isDone ? 'on' : 'off', 'aria-hidden': 'true' }, done),
  ];
  return h(
    'button',
    {
      type: 'button',
      class: primary === true ? 'button primary' : 'button',
      'aria-label': label,
      'data-action': action,
      'data-feedback': feedback,
      on: {
        click: () => {
          ui.act(action);
        },
      },
    },
    feedback === 'busy' ? icon('sync') : icon(isDone ? 'check' : name),
    h('span', { key: 'words', class: 'words' }, ...words),
  );
}
