import type { DetailsModel } from '../../core/details/model';
import { icon, type PageUi } from './controls';
import { h, type Child } from './dom';
import { failuresCard } from './failures';
import { header } from './header';
import { progressCard } from './progress';
import { rawCard } from './rawJson';
import { fieldsCard } from './sections';

/** The page of a job. */
export function jobPage(model: DetailsModel, ui: PageUi): readonly Child[] {
  const loading = model.read.state === 'loading';
  return [
    loading && h('div', { key: 'loading', class: 'loading', 'aria-hidden': 'true' }),
    header(model, ui),
    h(
      'main',
      { key: 'main', class: model.failures === undefined ? 'plain' : 'with-failures', 'aria-busy': loading ? 'true' : undefined },
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

function banner({ sentence, action, ...read }: DetailsModel['read'] & { readonly state: 'failed' }, ui: PageUi): Child {
  const label = action === 'showLog' ? 'Show Log' : 'Try Again';
  const next = read.next.toLowerCase() === label.toLowerCase() ? undefined : read.next;
  const known = 'Below is what was known before.';
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
        on: {
          click: () => {
            ui.act(action);
          },
        },
      },
      h('span', {}, label),
    ),
  );
}

function sentenceOf(text: string): string {
  return /[.!?…]$/u.test(text) ? text : `${text}.`;
}

/** The page without a job. */
export function emptyPage(title: string, text: string): readonly Child[] {
  return [h('main', { key: 'empty', class: 'empty' }, icon('inbox'), h('h1', {}, title), h('p', {}, text))];
}
