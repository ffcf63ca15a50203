import * as l10n from '@vscode/l10n';
import { durationOf, failedCount, processedCount, type ImportJob } from '../jobs/job';
import { stateLabel } from '../jobs/jobWords';

/** A job to export, with its connection and lists. */
export interface ExportedJob {
  readonly job: ImportJob;
  readonly connectionLabel: string;
  readonly accountId: string | undefined;
  readonly region: string;
  readonly serviceLabel: string;
}

/** A column of every export. */
export interface Column {
  /** Name of the field in JSON. The same in every language. */
  readonly id: string;
  readonly heading: string;
  /**
   * `text` can come from a service; `label` is one of this extension's own texts. Times are in milliseconds since the
   * epoch.
   */
  readonly kind: 'text' | 'label' | 'count' | 'time';
  readonly valueOf: (exported: ExportedJob) => string | number | undefined;
}

/** The columns of all services. */
export const columns: readonly Column[] = [
  column('connection', l10n.t('Connection'), 'text', ({ connectionLabel }) => connectionLabel),
  column('accountId', l10n.t('Account ID'), 'text', ({ accountId }) => accountId),
  // A saved copy may not say.
  column('region', l10n.t('Region'), 'text', ({ region }) => (region === '' ? undefined : region)),
  column('service', l10n.t('Service'), 'label', ({ serviceLabel }) => serviceLabel),
  column('jobId', l10n.t('Job ID'), 'text', ({ job }) => job.id),
  column('scope', l10n.t('Scope of the ID'), 'text', ({ job }) => job.scope),
  column('type', l10n.t('Type'), 'label', ({ job }) => job.title),
  column('destination', l10n.t('Destination'), 'text', ({ job }) => job.target),
  column('state', l10n.t('State'), 'text', ({ job }) => stateLabel(job)),
  column('status', l10n.t('Status'), 'text', ({ job }) => job.status),
  column('created', l10n.t('Created (UTC)'), 'time', ({ job }) => job.createdAt),
  column('started', l10n.t('Started (UTC)'), 'time', ({ job }) => job.startedAt),
  column('completed', l10n.t('Completed (UTC)'), 'time', ({ job }) => job.completedAt),
  column('durationSeconds', l10n.t('Duration in seconds'), 'count', ({ job }) => inSeconds(durationOf(job))),
  column('processed', l10n.t('Processed'), 'count', ({ job }) => processedCount(job)),
  column('failed', l10n.t('Failed'), 'count', ({ job }) => failedCount(job)),
  column('source', l10n.t('Source'), 'text', ({ job }) => job.source?.s3Url),
  column('format', l10n.t('Format'), 'text', ({ job }) => job.source?.format),
  column('message', l10n.t('Message'), 'text', ({ job }) => job.failures?.message),
];

function column(id: string, heading: string, kind: Column['kind'], valueOf: Column['valueOf']): Column {
  return { id, heading, kind, valueOf };
}

function inSeconds(milliseconds: number | undefined): number | undefined {
  return milliseconds === undefined ? undefined : Math.round(milliseconds / 1000);
}
