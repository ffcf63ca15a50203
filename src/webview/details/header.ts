import type { DetailsModel } from '../../core/details/model';
import type { JobPhase } from '../../core/job';
import { actionButton, copyButton, icon, type Icon, type PageUi } from './controls';
import { h, type ComponentChild } from 'preact';

const PHASE_ICONS: Readonly<Record<JobPhase, Icon>> = {
  waiting: 'clock',
  running: 'sync',
  succeeded: 'pass',
  succeededWithFailures: 'warning',
  failed: 'error',
  cancelled: 'circle-slash',
  unknown: 'question',
};

/** What it is, where it ran, how it stands. */
export function header(model: DetailsModel, ui: PageUi): ComponentChild {
  return h(
    'header',
    { key: 'header', class: 'top' },
    h(
      'div',
      { class: 'over' },
      h('p', { class: 'trail' }, ...model.trail.map((step) => h('span', { class: 'step' }, step))),
      readAt(model.read),
    ),
    h(
      'div',
      { class: 'heading' },
      h('h1', {}, model.title),
      h('div', { class: 'actions' }, actionButton(ui, { action: 'refresh', label: 'Refresh', icon: 'refresh' })),
    ),
    model.purpose !== undefined && h('p', { class: 'purpose' }, model.purpose),
    h('div', { class: 'facts' }, stateBadge(model), jobId(model.jobId, ui)),
  );
}

function stateBadge({ phase, stateLabel }: DetailsModel): ComponentChild {
  return h(
    'p',
    { class: 'state', 'data-phase': phase },
    icon(PHASE_ICONS[phase]),
    h('span', { key: 'word' }, stateLabel),
  );
}

function jobId(id: string, ui: PageUi): ComponentChild {
  return h(
    'p',
    { class: 'fact' },
    h('span', { class: 'hint' }, 'Job ID'),
    h('code', {}, id),
    copyButton('Copy job ID', ui.feedback('copyJobId'), () => {
      ui.act('copyJobId');
    }),
  );
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

function readAt(read: DetailsModel['read']): ComponentChild {
  return h('p', { class: 'hint', 'data-read': read.state }, readText(read));
}

function readText(read: DetailsModel['read']): string {
  switch (read.state) {
    case 'loading':
      return 'Reading…';
    case 'ready':
      return `Read at ${clock.format(read.at)}`;
    case 'failed':
      return 'Not up to date';
  }
}
