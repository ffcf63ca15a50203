import * as l10n from '@vscode/l10n';
import { useLayoutEffect } from 'preact/hooks';
import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { FieldsCard } from './cards';
import { ActionButton, Button, Icon } from './controls';
import { FailuresCard } from './failuresCard';
import { useKeptFocus } from './focus';
import { Header } from './header';
import { useMenuContext } from './menuContext';
import type { ToPage } from './pageMessages';
import { usePage } from './pageContext';
import { ProgressCard } from './progressCard';
import { RawCard } from './rawCard';
import { ResultCard } from './fileLinks';
import { sentenceOf } from './texts';

interface Props {
  readonly model: DetailsModel;
  readonly panel: number;
}

/** The page of a job: its header, the banner of a failed read, and its cards. */
export function JobPage({ model, panel }: Props) {
  const { failures, hasResult, phase, offers, read, sections } = model;
  const isLoading = read.state === 'loading';
  useKeptFocus();
  useScrollPosition();
  useMenuContext({
    webviewSection: 'job',
    importJobsIsSaved: read.state === 'saved',
    importJobsPanel: panel,
    importJobsHasSource: sections.some(({ copy }) => copy === 'copySourceUrl'),
    importJobsHasFailedRecords: failures?.hasFailedRecords ?? false,
    importJobsOffersConsole: offers?.console ?? false,
    importJobsOffersArn: offers?.arn ?? false,
    importJobsOffersLink: offers?.link ?? false,
    importJobsOffersCliCommand: offers?.cliCommand ?? false,
    importJobsOffersRerunCommand: offers?.rerunCommand ?? false,
    importJobsHasResult: hasResult,
  });
  return (
    <>
      {isLoading && <div class="loading" aria-hidden="true" />}
      <Header model={model} />
      <main aria-busy={isLoading ? 'true' : undefined}>
        {read.state === 'failed' && <Banner {...read} />}
        <div class="job">
          <div class="work">
            <ProgressCard model={model} />
            {hasResult && <ResultCard />}
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
        </div>
      </main>
    </>
  );
}

function Banner({ sentence, action, ...read }: DetailsModel['read'] & { readonly state: 'failed' }) {
  const label = labelOf(action);
  // The button's label already names the next step.
  const next = read.next.toLowerCase() === label.toLowerCase() ? [] : [sentenceOf(read.next)];
  return (
    <section class="banner row wrap" aria-label={l10n.t('Refresh failed')}>
      <Icon name="error" />
      <div class="banner-text">
        <p>{sentenceOf(sentence)}</p>
        <p class="note">{[...next, l10n.t('Showing the last known state.')].join(' ')}</p>
      </div>
      <Button class="button" message={{ type: 'act', action }}>
        {label}
      </Button>
    </section>
  );
}

function labelOf(action: DetailsAction): string {
  return action === 'showLog' ? l10n.t('Show Log') : l10n.t('Try Again');
}

/** The page when there is no job to show. */
export function EmptyPage({ title, text, action }: ToPage & { readonly type: 'empty' }) {
  useMenuContext({});
  return (
    <main class="empty">
      <Icon name="inbox" />
      <h1 tabIndex={-1}>{title}</h1>
      <p>{text}</p>
      {action !== undefined && (
        <ActionButton action={action} label={labelOf(action)} icon={action === 'showLog' ? 'file' : 'refresh'} />
      )}
    </main>
  );
}

/** Restores the scroll position once, then stores each change. */
function useScrollPosition(): void {
  const { state, remember } = usePage();
  useLayoutEffect(() => {
    const onScrollEnd = () => remember({ scroll: window.scrollY });
    window.scrollTo(0, state.scroll);
    document.addEventListener('scrollend', onScrollEnd);
    return () => document.removeEventListener('scrollend', onScrollEnd);
  }, []);
}
