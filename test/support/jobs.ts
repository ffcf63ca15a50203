import { keyOf, type Count, type ImportJob, type ProgressUnit } from '../../src/core/jobs/job';

/** The fields of a job, its counts by the names that most services have. */
export type JobFields = Partial<ImportJob> & { readonly processed?: number; readonly failed?: number };

/** The unit of Pinpoint's progress. */
export const pieces: ProgressUnit = unitOf('pieces');

/** Returns the labels of a unit: "Completed pieces". */
export function unitOf(plural: string): ProgressUnit {
  return {
    label: `${plural.charAt(0).toUpperCase()}${plural.slice(1)}`,
    done: `Completed ${plural}`,
    failed: `Failed ${plural}`,
    total: `Total ${plural}`,
  };
}

/** Returns a job with only the required fields and those that a test sets. */
export function aJob(id: string, { processed, failed, ...fields }: JobFields = {}): ImportJob {
  const ref = { service: fields.service ?? 'ses', id, ...(fields.scope === undefined ? {} : { scope: fields.scope }) };
  return {
    ...ref,
    key: keyOf(ref),
    phase: 'running',
    status: 'PROCESSING',
    counts: countsOf(processed, failed),
    facts: [],
    listIds: [],
    complete: false,
    raw: { JobId: id },
    ...fields,
  };
}

export function countsOf(processed?: number, failed?: number): readonly Count[] {
  return [
    ...(processed === undefined ? [] : [{ id: 'processed', label: 'Processed', value: processed }]),
    ...(failed === undefined ? [] : [{ id: 'failed', label: 'Failed', value: failed, tone: 'bad' as const }]),
  ];
}
