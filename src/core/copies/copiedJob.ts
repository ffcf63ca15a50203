import {
  keyOf,
  type AwaitedUpload,
  type Count,
  type ImportJob,
  type JobFact,
  type JobFailures,
  type JobPhase,
  type JobResult,
  type JobSourceFile,
  type Progress,
  type ProgressUnit,
} from '../jobs/job';
import type { Fact } from '../jobs/fact';
import { isObject, type JsonValue } from '../text/json';
import { withoutSecrets } from '../text/presignedUrl';
import type { CopiedList } from './copyFormat';
import { flag, listOf, name, number, objectOf, oneOf, orElse, text, time, type Check } from './shapes';

// The file can come from anyone, so every field is checked.

const count = objectOf<Count>(
  { id: name, label: text, value: number, tone: oneOf({ bad: true }), mayInclude: text },
  'id',
  'label',
  'value',
);

const unit = objectOf<ProgressUnit>(
  { label: text, done: text, failed: text, total: text },
  ...(['label', 'done', 'failed', 'total'] as const),
);

const progress = objectOf<Progress>({ done: number, failed: number, total: number, unit }, 'unit');

const fact = objectOf<JobFact>(
  {
    ...{ id: name, label: text, value: text, note: text, code: flag, copyable: flag, listId: text, listLabel: text },
    section: oneOf<JobFact['section']>({ source: true, destination: true, job: true, mapping: true }),
    labelIn: oneOf({ title: true, breadcrumb: true }),
  },
  'id',
  'section',
  'label',
  'value',
);

const failures = objectOf<JobFailures>({
  message: text,
  hint: text,
  // Copies are saved without links. One in an edited file is ignored.
  failedRecordsUrl: () => undefined,
  entries: listOf(text),
  mayBeCut: flag,
});

const phases = {
  ...{ waiting: true, running: true, succeeded: true, succeededWithFailures: true, failed: true, cancelled: true },
  unknown: true,
} satisfies Record<JobPhase, true>;

const job = objectOf<Omit<ImportJob, 'key'>>(
  {
    ...{ service: name, id: name, scope: text, status: text, phase: orElse(oneOf<JobPhase>(phases), 'unknown') },
    ...{ createdAt: time, startedAt: time, completedAt: time, awaitsUpload: objectOf<AwaitedUpload>({ until: time }) },
    ...{ counts: orElse(listOf(count), []), countsNote: text, progress },
    ...{
      title: text,
      name: text,
      target: text,
      purpose: text,
      hasNoFiles: (value) => (value === true ? value : undefined),
    },
    source: objectOf<JobSourceFile>({ s3Url: text, format: text }),
    // Its URL is ignored for the same reason as `failedRecordsUrl`.
    result: objectOf<JobResult>({ url: () => undefined, format: text }),
    facts: orElse(listOf(fact), []),
    listIds: orElse(listOf(text), []),
    failures,
    complete: orElse(flag, false),
    requestId: text,
    raw: (value) => withoutSecrets((value ?? null) as JsonValue),
  },
  'service',
  'id',
);

/** Returns a job of a saved copy; `undefined` if it has no service or no id. */
export function copiedJob(value: unknown): ImportJob | undefined {
  const valid = job(value);
  return valid && { ...valid, key: keyOf(valid) };
}

const branchFact: Check<Fact> = (value) => {
  if (!isObject(value) || typeof value.label !== 'string') {
    return undefined;
  }
  const { label } = value;
  const [ofTime, ofDate] = [time(value.time), time(value.date)];
  return typeof value.value === 'string'
    ? { label, value: value.value }
    : ofTime !== undefined
      ? { label, time: ofTime }
      : ofDate !== undefined
        ? { label, date: ofDate }
        : undefined;
};

/** Returns a list of a saved copy; `undefined` if it has no service or no id. */
export const copiedList: Check<CopiedList> = objectOf<CopiedList>(
  {
    ...{
      service: name,
      id: name,
      parent: text,
      label: orElse(text, ''),
      description: text,
      emptyText: orElse(text, ''),
    },
    icon: orElse((value) => (typeof value === 'string' && /^[a-z][a-z-]*$/u.test(value) ? value : undefined), 'inbox'),
    facts: listOf(branchFact),
    ...{ hasMixedTargets: flag, fixed: flag, isFixed: flag },
    read: orElse(oneOf({ none: true, failed: true, part: true, all: true }), 'none'),
    jobs: orElse(listOf(text), []),
  },
  'service',
  'id',
);
