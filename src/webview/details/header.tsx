import type { DetailsModel } from '../../core/details/model';
import type { JobPhase } from '../../core/jobs/job';
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

const READ_STATES = { loading: 'Reading…', failed: 'Not up to date' };

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

/** What the job is, where it ran, and its state. */
export function Header({ model }: { readonly model: DetailsModel }) {
  const { trail, read, title, purpose, phase, stateLabel, jobId } = model;
  const readAt = read.state === 'ready' ? `Read at ${clock.format(read.at)}` : READ_STATES[read.state];
  return (
    <header class="top">
      <div class="over row wrap">
        <p class="trail wrap">
          {trail.map((step) => (
            <span key={step} class="step">
              {step}
            </span>
          ))}
        </p>
        <p class="hint" data-read={read.state}>
          {readAt}
        </p>
      </div>
      <div class="heading row">
        <h1>{title}</h1>
        <div class="actions wrap">
          <ActionButton action="refresh" label="Refresh" icon="refresh" />
        </div>
      </div>
      {purpose !== undefined && <p class="purpose">{purpose}</p>}
      <div class="facts row wrap">
        <p class="state row" data-phase={phase}>
          <Icon name={PHASE_ICONS[phase]} />
          <span>{stateLabel}</span>
        </p>
        <p class="fact row">
          <span class="hint">Job ID</span>
          <code>{jobId}</code>
          <CopyButton label="Copy job ID" control="copyJobId" message={{ type: 'act', action: 'copyJobId' }} />
        </p>
      </div>
    </header>
  );
}
