import * as l10n from '@vscode/l10n';
import { mayChange, type ImportJob, type ServiceId } from '../jobs/job';
import { JobStore } from '../jobs/jobStore';
import { isObject } from '../text/json';
import { copiedJob } from './copiedJob';
import type { Copy } from './copyFormat';

/**
 * Returns the job that an object of a service's API describes; `undefined` if it describes none. May throw if a field
 * has an unexpected type.
 */
export type JobReader = (
  fields: Readonly<Record<string, unknown>>,
  formatCount: (count: number) => string,
) => ImportJob | undefined;

/** A service whose jobs are recognized in the output of the AWS CLI and the raw API. */
export interface OutputService {
  readonly id: ServiceId;
  readonly label: string;
  readonly jobIn: JobReader;
}

/** Maximum depth of a job in a document, such as a list of responses with a list of jobs each. */
const maxDepth = 5;

/**
 * Returns the jobs in the output of AWS CLI commands, in the order of the documents. A job that several responses
 * contain is included several times.
 */
export function jobsInOutput(
  documents: readonly unknown[],
  services: readonly OutputService[],
  formatCount: (count: number) => string,
): readonly ImportJob[] {
  const jobs: ImportJob[] = [];
  const visit = (value: unknown, depth: number): void => {
    if (!isObject(value) || depth > maxDepth) {
      return;
    }
    const job = Array.isArray(value) ? undefined : jobIn(value, services, formatCount);
    if (job === undefined) {
      for (const each of Object.values(value)) {
        visit(each, depth + 1);
      }
    } else {
      jobs.push(job);
    }
  };
  for (const document of documents) {
    visit(document, 0);
  }
  return jobs;
}

/**
 * Returns jobs as a copy, with one list for each service. Merges several responses about a job like responses just
 * received: later ones are newer, and known details stay.
 * @param jobs oldest response first
 */
export function outputCopy(jobs: readonly ImportJob[], services: readonly OutputService[]): Copy {
  const store = new JobStore();
  const [changing, final] = [jobs.filter(mayChange), jobs.filter((job) => !mayChange(job))];
  // The times of files can mislead, but a job that has finished never starts again.
  store.put('', [...changing, ...final], 0);
  const merged = [...new Set(jobs.map(({ key }) => key))].flatMap((key) => store.get('', key) ?? []);
  const byService = Map.groupBy(merged, ({ service }) => service);
  const found = services.filter(({ id }) => byService.has(id));
  return {
    ...{ label: '', region: '', jobs: new Map(merged.map((job) => [job.key, job])) },
    services: found.map(({ id, label }) => ({ id, label })),
    lists: found.map(({ id, label }) => ({
      ...{ service: id, id, icon: 'cloud', label, hasMixedTargets: true, read: 'all' as const },
      emptyText: l10n.t('No import jobs found'),
      jobs: (byService.get(id) ?? []).map(({ key }) => key),
    })),
  };
}

function jobIn(
  fields: Readonly<Record<string, unknown>>,
  services: readonly OutputService[],
  formatCount: (count: number) => string,
): ImportJob | undefined {
  for (const { jobIn: read } of services) {
    try {
      // Checked like a saved job, because a field can contain anything. This also removes links.
      const job = copiedJob(read(fields, formatCount));
      if (job !== undefined) {
        return job;
      }
    } catch {
      // Another service's object, or a field with an unexpected type.
    }
  }
  return undefined;
}
