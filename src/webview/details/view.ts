import type { DetailsAction, DetailsModel } from '../../core/details/model';
import { actionButton, icon, type PageUi } from './controls';
import { h, type ComponentChild } from 'preact';
import { failuresCard } from './failures';
import { header } from './header';
import type { ToPage } from './messages';
import { progressCard } from './progress';
import { rawCard } from './rawJson';
import { fieldsCard } from './sections';

/** The page of a job. */
export function jobPage(model: DetailsModel, ui: PageUi): readonly ComponentChild[] {
  const loading = model.read.state === 'loading';
  return [
    loading && h('div', { key: 'loading', class: 'loading', 'aria-hidden': 'true' }),
    header(model, ui),
    h(
      'main',
      {
        key: 'main',
        class: model.failures === undefined ? 'plain' : 'with-failures',
        'aria-busy': loading ? 'true' : undefined,
      },
      model.read.state === 'failed' && banner(model.read, ui),
      h(
        'div',
        { key: 'work', class: 'work' },
        progressCard(model),
        model.failures !== undefined && failuresCard(model.failures, model.phase, ui),
      ),
      h(
        'div',
        { key: 'sections', class: 'sections' },
        ...model.sections.filter(({ id }) => id !== 'progress').map((section) => fieldsCard(section, ui)),
      ),
      rawCard(model.rawJson, ui),
    ),
  ];
}

function banner(
  { sentence, action, ...read }: DetailsModel['read'] & { readonly state: 'failed' },
  ui: PageUi,
): ComponentChild {
  const label = labelOf(action);
  const next = read.next.toLowerCase() === label.toLowerCase() ? undefined : read.next;
  const known = 'Showing the last known state.';
  return h(
    'section',
    { key: 'banner', class: 'banner', 'aria-label': 'Failed read' },
    icon('error'),
    h(
      'div',
      { class: 'banner-text' },
      h('p', {}, sentenceOf(sentence)),
      h('p', { class: 'note' }, next === undefined ? known : `${sentenceOf(next)} ${known}`),
    ),
    h(
      'button',
      {
        type: 'button',
        class: 'button',
        onClick: () => {
          ui.act(action);
        },
      },
      h('span', {}, label),
    ),
  );
}

/** What a button that may help says. */
export function labelOf(action: DetailsAction): string {
  return action === 'showLog' ? 'Show Log' : 'Try Again';
}

function sentenceOf(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** The page without a job. */
export function emptyPage(
  { title, text, action }: ToPage & { readonly type: 'empty' },
  ui: Pick<PageUi, 'act' | 'feedback' | 'note'>,
): ComponentChild {
  return h(
    'main',
    { key: 'empty', class: 'empty' },
    icon('inbox'),
    h('h1', {}, title),
    h('p', {}, text),
    action !== undefined &&
      actionButton(ui, { action, label: labelOf(action), icon: action === 'showLog' ? 'file' : 'refresh' }),
  );
}

/** What the commands of the panel's context menu are told, and what decides which of them are there. */
export function contextOf({ failures, sections }: DetailsModel, panel: number): string {
  const hasSource = sections.some(({ copy }) => copy === 'copySourceUrl');
  return JSON.stringify({
    webviewSection: 'job',
    importJobsPanel: panel,
    importJobsHasSource: hasSource,
    importJobsHasFailedRecords: failures?.hasFailedRecords ?? false,
  });
}
