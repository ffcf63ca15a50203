import type { Account } from '../connections/account';
import { explain } from '../failures/explain';
import type { ServiceFailure } from '../failures/failure';
import { durationOf, failedCount, hasFailures, mayChange, type ImportJob } from '../jobs/job';
import { timeText } from '../export/exportFile';
import type { DataLine } from './dataLines';

/** Maximum number of failure messages in the line of a job. */
const maxEntries = 3;

export interface LocatedJob {
  readonly account: Account;
  readonly job: ImportJob;
}

/** Whether a request for a job may return more about its failures. */
export function lacksReasons(job: ImportJob): boolean {
  return (hasFailures(job) || (failedCount(job) ?? 0) > 0) && !job.complete;
}

/** Whether a request for a job could return nothing new. */
export function isSettled(job: ImportJob): boolean {
  return job.complete && !mayChange(job);
}

/** Describes a job, with its first failures. Contains no link. */
export function jobLine({ account, job }: LocatedJob): DataLine {
  const { failures, source, scope, name, target, title, status, counts } = job;
  const duration = durationOf(job);
  const entries = failures?.entries ?? [];
  return {
    kind: 'job',
    id: job.id,
    scope,
    connection: account.connection.label,
    service: job.service,
    type: title,
    name,
    destination: target,
    state: job.phase,
    status,
    awaitsUpload: job.awaitsUpload === undefined ? undefined : true,
    created: isoTime(job.createdAt),
    started: isoTime(job.startedAt),
    completed: isoTime(job.completedAt),
    durationSeconds: duration === undefined ? undefined : Math.round(duration / 1000),
    counts: counts.length === 0 ? undefined : Object.fromEntries(counts.map(({ id, value }) => [id, value])),
    source: source?.s3Url,
    format: source?.format,
    reason: failures?.message,
    hint: failures?.hint,
    firstFailures: entries.length === 0 ? undefined : entries.slice(0, maxEntries),
    failuresReported: entries.length > maxEntries ? entries.length : undefined,
    reasonRead: lacksReasons(job) ? false : undefined,
    // The file itself, and its link, are only for the user: "Open Failed Records".
    failedRecordsFile: failures?.failedRecordsUrl === undefined ? undefined : true,
  };
}

/** Describes the rest of a job: its failures, then its fields. */
export function detailLines({ id, failures, facts }: ImportJob): readonly DataLine[] {
  return [
    ...(failures?.entries ?? []).slice(maxEntries).map((text) => ({ kind: 'failure', job: id, text }) as const),
    ...facts.map(({ label, value, note }) => ({ kind: 'field', job: id, name: label, value, note }) as const),
  ];
}

/** Describes why something could not be read. @param service ID of the service; `undefined` for a whole connection */
export function problemLine({ connection }: Account, service: string | undefined, failure: ServiceFailure): DataLine {
  const { sentence, next } = explain(failure);
  return { kind: 'problem', connection: connection.label, service, problem: sentence, remedy: next };
}

function isoTime(time: number | undefined): string | undefined {
  return time === undefined ? undefined : timeText(time, (iso) => iso);
}
