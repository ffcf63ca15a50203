import { keyOf, type ImportJob } from '../../src/core/job';

/** A job with only what it must have, and what a test cares about. */
export function aJob(id: string, fields: Partial<ImportJob> = {}): ImportJob {
  const ref = { service: fields.service ?? 'ses', id, ...(fields.scope === undefined ? {} : { scope: fields.scope }) };
  return {
    ...ref,
    key: keyOf(ref),
    phase: 'running',
    status: 'PROCESSING',
    complete: false,
    raw: { JobId: id },
    ...fields,
  };
}
