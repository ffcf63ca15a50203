import * as l10n from '@vscode/l10n';
import type { ComponentProps } from 'preact';
import type { DetailsAction } from '../../core/details/model';
import type { Control } from './feedback';
import type { FromPage } from './pageMessages';
import { usePage } from './pageContext';
import { withNote } from './texts';

/** Code points of the page's icons in the codicon font. */
const GLYPHS = {
  check: '\ueab2',
  chevron: '\ueab6',
  'circle-slash': '\ueabd',
  clock: '\uea82',
  close: '\uea76',
  copy: '\uebcc',
  error: '\uea87',
  file: '\uea7b',
  inbox: '\ueb09',
  info: '\uea74',
  key: '\ueb11',
  open: '\uea94',
  pass: '\ueba4',
  question: '\ueb32',
  refresh: '\ueb37',
  save: '\ueb4b',
  search: '\uea6d',
  sync: '\uea77',
  table: '\uebb7',
  target: '\uebf8',
  warning: '\uea6c',
};

export type IconName = keyof typeof GLYPHS;

/** An icon. Its glyph is drawn by the style sheet, so it is not part of the page's text. */
export function Icon({ name }: { readonly name: IconName }) {
  return <span class={`icon icon-${name}`} data-glyph={GLYPHS[name]} aria-hidden="true" />;
}

type ButtonProps = Omit<ComponentProps<'button'>, 'type' | 'onClick'> & { readonly message: FromPage };

/** A button that sends a message. */
export function Button({ message, ...attributes }: ButtonProps) {
  const { send } = usePage();
  return <button type="button" onClick={() => send(message)} {...attributes} />;
}

interface RevealProps {
  readonly label: string;
  /** What the label names: "Application". */
  readonly what?: string;
  readonly action: DetailsAction;
}

/** A name that links to its row in the tree. */
export function RevealButton({ label, what, action }: RevealProps) {
  return (
    <Button
      class="link"
      title={l10n.t('Show “{0}” in the Jobs view', label)}
      aria-label={what === undefined ? undefined : l10n.t('{0}, {1}: show in the Jobs view', label, what)}
      message={{ type: 'act', action }}
    >
      {label}
    </Button>
  );
}

export interface CopyProps {
  readonly label: string;
  readonly control: Control;
  readonly message: FromPage;
}

/** A small copy button that has only an icon. */
export function CopyButton({ label, control, message }: CopyProps) {
  const state = usePage().feedback.get(control)?.state;
  return (
    <Button class="icon-button" aria-label={label} title={label} data-feedback={state} message={message}>
      <Icon name={state === 'done' ? 'check' : 'copy'} />
      {state === 'done' && (
        <span class="bubble" aria-hidden="true">
          {l10n.t('Copied')}
        </span>
      )}
    </Button>
  );
}

interface ActionProps {
  readonly action: DetailsAction;
  readonly label: string;
  readonly icon: IconName;
  /** Shown instead of the label once the action is done. */
  readonly done?: string;
  /** Whether the button is for the main action. */
  readonly primary?: boolean;
}

/** A button with text. Its accessible name never changes, and its width changes only for a note. */
export function ActionButton({ action, label, icon, done, primary = false }: ActionProps) {
  const { state, note } = usePage().feedback.get(action) ?? {};
  const isDone = state === 'done' && done !== undefined;
  return (
    <Button
      class={primary ? 'button primary' : 'button'}
      aria-label={label}
      data-action={action}
      data-feedback={state}
      aria-busy={state === 'busy' ? 'true' : undefined}
      message={{ type: 'act', action }}
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
    </Button>
  );
}
