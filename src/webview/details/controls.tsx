import type { DetailsAction } from '../../core/details/model';
import type { Control } from './feedback';
import type { FromPage } from './messages';
import { usePage } from './pageContext';

/** Their code points are in icons.css, one class for each. */
export type IconName =
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

export function Icon({ name }: { readonly name: IconName }) {
  return <span class={`icon icon-${name}`} aria-hidden="true" />;
}

export interface CopyProps {
  /** What it copies. */
  readonly label: string;
  readonly control: Control;
  /** What it sends. */
  readonly message: FromPage;
}

/** A small button that is an icon only. */
export function CopyButton({ label, control, message }: CopyProps) {
  const { send, feedback } = usePage();
  const state = feedback.get(control)?.state;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      data-feedback={state}
      onClick={() => send(message)}
    >
      <Icon name={state === 'done' ? 'check' : 'copy'} />
      {state === 'done' && (
        <span class="bubble" aria-hidden="true">
          Copied
        </span>
      )}
    </button>
  );
}

interface ActionProps {
  readonly action: DetailsAction;
  readonly label: string;
  readonly icon: IconName;
  /** What it shows once the action is done; the label stays without it. */
  readonly done?: string;
  /** The action that most people want. */
  readonly primary?: boolean;
}

/** A button with words. Its name stays the same whatever it shows, and so does its width unless there is a note. */
export function ActionButton({ action, label, icon, done, primary = false }: ActionProps) {
  const { send, feedback } = usePage();
  const { state, note } = feedback.get(action) ?? {};
  const isDone = state === 'done' && done !== undefined;
  return (
    <button
      type="button"
      class={primary ? 'button primary' : 'button'}
      aria-label={label}
      data-action={action}
      data-feedback={state}
      aria-busy={state === 'busy' ? 'true' : undefined}
      onClick={() => send({ type: 'act', action })}
    >
      <Icon name={state === 'busy' ? 'sync' : isDone ? 'check' : icon} />
      <span class="words">
        <span class={isDone ? 'off' : 'on'}>{label}</span>
        {done !== undefined && (
          <span class={isDone ? 'on' : 'off'} aria-hidden="true">
            {withNote(done, note)}
          </span>
        )}
      </span>
    </button>
  );
}

/** "Copied. Valid until 1:30 PM" */
export function withNote(done: string, note: string | undefined): string {
  return note === undefined ? done : `${done}. ${note}`;
}
