import * as l10n from '@vscode/l10n';
import type { DetailsModel } from '../../core/details/model';
import type { JobPhase } from '../../core/jobs/job';
import { ActionButton, CopyButton, Icon, RevealButton, type IconName } from './controls';
import { formatTimeOfDay } from './texts';

const PHASE_ICONS: Readonly<Record<JobPhase, IconName>> = {
  waiting: 'clock',
  running: 'sync',
  succeeded: 'pass',
  succeededWithFailures: 'warning',
  failed: 'error',
  cancelled: 'circle-slash',
  unknown: 'question',
};

/** The job's title, breadcrumb and state. */
export function Header({ model }: { readonly model: DetailsModel }) {
  const { trail, read, title, purpose } = model;
  return (
    <header class="top">
      <div class="over row wrap">
        <nav class="trail wrap" aria-label={l10n.t('Location')}>
          {trail.map(({ label, link }) => (
            <span key={label} class="step">
              {link === undefined ? label : <RevealButton label={label} action={link} />}
            </span>
          ))}
        </nav>
        <p class="hint" data-read={read.state}>
          {readText(read)}
        </p>
      </div>
      <div class="heading row">
        <h1 tabIndex={-1}>{title}</h1>
        <div class="actions wrap">
          {read.state !== 'saved' && <ActionButton action="refresh" label={l10n.t('Refresh')} icon="refresh" />}
        </div>
      </div>
      {purpose !== undefined && <p class="purpose">{purpose}</p>}
      <Facts {...model} />
    </header>
  );
}

function readText(read: DetailsModel['read']): string {
  switch (read.state) {
    case 'loading':
      return l10n.t('Loading…');
    case 'ready':
      return l10n.t('Updated at {0}', formatTimeOfDay(read.at));
    case 'saved':
      return read.text;
    case 'failed':
      return l10n.t('Not up to date');
  }
}

/** The job's state and id. */
function Facts({ phase, stateLabel, status, statusNote, jobId }: DetailsModel) {
  return (
    <div class="facts row wrap">
      <p
        class="state row"
        data-phase={phase}
        data-status={status}
        title={status === undefined ? undefined : l10n.t('Status in AWS: {0}', status)}
      >
        <Icon name={PHASE_ICONS[phase]} />
        <span>{stateLabel}</span>
      </p>
      {statusNote !== undefined && <p class="note">{statusNote}</p>}
      <p class="fact row" data-row="jobId">
        <span class="hint">{l10n.t('Job ID')}</span>
        <span class="value">
          <code>{jobId}</code>
        </span>
        <CopyButton label={l10n.t('Copy Job ID')} control="copyJobId" message={{ type: 'act', action: 'copyJobId' }} />
      </p>
    </div>
  );
}
