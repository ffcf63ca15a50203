import type { DetailsModel } from '../../core/details/model';
import type { JobPhase } from '../../core/job';
import { ActionButton, CopyButton, Icon, type IconName } from './controls';

const PHASE_ICONS: Readonly<Record<JobPhase, IconName>> = {
  waiting: 'clock',
  running: 'sync',
  succeeded: 'pass',
  succeededWithFailures: 'warning',
  failed: 'error',
  cancelled: 'circle-slash',
  unknown: 'question',
};

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** What the job is, where it ran, and its state. */
export function Header({ model }: { readonly model: DetailsModel }) {
  const { trail, read, title, purpose, phase, stateLabel, jobId } = model;
  return (
    <header class="top">
      <div class="over">
        <p class="trail">
          {trail.map((step) => (
            <span key={step} class="step">
              {step}
            </span>
          ))}
        </p>
        <p class="hint" data-read={read.state}>
          {readText(read)}
        </p>
      </div>
      <div class="heading">
        <h1>{title}</h1>
        <div class="actions">
          <ActionButton action="refresh" label="Refresh" icon="refresh" />
        </div>
      </div>
      {purpose !== undefined && <p class="purpose">{purpose}</p>}
      <div class="facts">
        <p class="state" data-phase={phase}>
          <Icon name={PHASE_ICONS[phase]} />
          <span>{stateLabel}</span>
        </p>
        <p class="fact">
          <span class="hint">Job ID</span>
          <code>{jobId}</code>
          <CopyButton label="Copy job ID" control="copyJobId" message={{ type: 'act', action: 'copyJobId' }} />
        </p>
      </div>
    </header>
  );
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
