import { useLayoutEffect } from 'preact/hooks';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { FieldsCard } from './cards';
import { ActionButton, Icon } from './controls';
import { FailuresCard } from './failuresCard';
import { useKeptFocus } from './focus';
import { Header } from './header';
import type { ToPage } from './messages';
import { usePage } from './pageContext';
import { ProgressCard } from './progressCard';
import { RawCard } from './rawCard';

/** How long the page must stand still before its scroll position is remembered, in milliseconds. */
const SCROLL_PAUSE = 200;

interface Props {
  readonly root: Element;
  readonly model: DetailsModel;
  readonly panel: number;
}

export function JobPage({ root, model, panel }: Props) {
  const { failures, phase, read, sections } = model;
  const isLoading = read.state === 'loading';
  useKeptFocus();
  useScrollPosition();
  useContextOfMenu(root, model, panel);
  return (
    <>
      {isLoading && <div class="loading" aria-hidden="true" />}
      <Header model={model} />
      <main class={failures === undefined ? 'plain' : 'with-failures'} aria-busy={isLoading ? 'true' : undefined}>
        {read.state === 'failed' && <Banner {...read} />}
        <div class="work">
          <ProgressCard model={model} />
          {failures !== undefined && <FailuresCard failures={failures} phase={phase} />}
        </div>
        <div class="sections">
          {sections
            .filter(({ id }) => id !== 'progress')
            .map((section) => (
              <FieldsCard key={section.id} section={section} />
            ))}
        </div>
        <RawCard json={model.rawJson} />
      </main>
    </>
  );
}

function Banner({ sentence, action, ...read }: DetailsModel['read'] & { readonly state: 'failed' }) {
  const { send } = usePage();
  const label = labelOf(action);
  const next = read.next.toLowerCase() === label.toLowerCase() ? '' : `${sentenceOf(read.next)} `;
  return (
    <section class="banner" aria-label="Failed read">
      <Icon name="error" />
      <div class="banner-text">
        <p>{sentenceOf(sentence)}</p>
        <p class="note">{next}Showing the last known state.</p>
      </div>
      <button type="button" class="button" onClick={() => send({ type: 'act', action })}>
        {label}
      </button>
    </section>
  );
}

function labelOf(action: DetailsAction): string {
  return action === 'showLog' ? 'Show Log' : 'Try Again';
}

function sentenceOf(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** The page without a job. */
export function EmptyPage({ title, text, action }: ToPage & { readonly type: 'empty' }) {
  return (
    <main class="empty">
      <Icon name="inbox" />
      <h1>{title}</h1>
      <p>{text}</p>
      {action !== undefined && (
        <ActionButton action={action} label={labelOf(action)} icon={action === 'showLog' ? 'file' : 'refresh'} />
      )}
    </main>
  );
}

/** Restores the scroll position, and remembers it from then on. */
function useScrollPosition(): void {
  const { state, remember } = usePage();
  useLayoutEffect(() => {
    let pause: number | undefined;
    const onScroll = () => {
      window.clearTimeout(pause);
      pause = window.setTimeout(() => remember({ scroll: window.scrollY }), SCROLL_PAUSE);
    };
    window.scrollTo(0, state.scroll);
    window.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      window.clearTimeout(pause);
      window.removeEventListener('scroll', onScroll);
    };
  }, []);
}

/** Gives VS Code the context of the menu that a right-click opens: which commands are in it, and their argument. */
function useContextOfMenu(root: Element, { failures, sections }: DetailsModel, panel: number): void {
  const context = JSON.stringify({
    webviewSection: 'job',
    importJobsPanel: panel,
    importJobsHasSource: sections.some(({ copy }) => copy === 'copySourceUrl'),
    importJobsHasFailedRecords: failures?.hasFailedRecords ?? false,
  });
  useLayoutEffect(() => {
    root.setAttribute('data-vscode-context', context);
    return () => root.removeAttribute('data-vscode-context');
  }, [context]);
}
