import * as l10n from '@vscode/l10n';
import type { ImportJob, ServiceId } from '../jobs/job';
import { jobNoun } from '../jobs/source';
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
 * Returns the jobs in the output of AWS CLI commands as a copy, with one list for each service; `undefined` without any
 * job. A job's details from its own command replace its summary from a list.
 */
export function outputCopy(
  documents: readonly unknown[],
  services: readonly OutputService[],
  formatCount: (count: number) => string,
): Copy | undefined {
  const jobs = new Map<string, ImportJob>();
  const visit = (value: unknown, depth: number): void => {
    if (!isObject(value) || depth > maxDepth) {
      return;
    }
    const job = Array.isArray(value) ? undefined : jobIn(value, services, formatCount);
    if (job === undefined) {
      for (const each of Object.values(value)) {
        visit(each, depth + 1);
      }
    } else if (job.complete || jobs.get(job.key)?.complete !== true) {
      jobs.set(job.key, job);
    }
  };
  for (const document of documents) {
    visit(document, 0);
  }
  const byService = Map.groupBy([...jobs.values()], ({ service }) => service);
  const found = services.filter(({ id }) => byService.has(id));
  return found.length === 0
    ? undefined
    : {
        ...{ label: '', region: '', jobs },
        services: found.map(({ id, label }) => ({ id, label })),
        lists: found.map(({ id, label }) => ({
          ...{ service: id, id, icon: 'cloud', label, itemNoun: jobNoun, hasMixedTargets: true, read: 'all' as const },
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
      // Checked like a saved job: the file may have anything in any field, and links are left out.
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
