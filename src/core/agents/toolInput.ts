import { dayOf, type CreatedWithin } from '../find/days';
import { JobFilter } from '../find/jobFilter';
import { folded, wordsOf } from '../find/searchText';
import type { ImportJob, JobPhase, ServiceId } from '../jobs/job';
import { fieldsOf } from '../text/json';
import { inputTexts } from './modelTexts';

/** All states, by their names in the input. The compiler requires all of them. */
const phases = Object.keys({
  waiting: true,
  running: true,
  succeeded: true,
  succeededWithFailures: true,
  failed: true,
  cancelled: true,
  unknown: true,
} satisfies Record<JobPhase, true>) as JobPhase[];

/** Maximum number of days in a span. */
const maxDays = 3_650;

/** Jobs requested by a language model. */
export interface ListQuery {
  readonly matches: (job: ImportJob) => boolean;
  /** Whether a service can have matching jobs. */
  readonly includes: (service: ServiceId) => boolean;
  /** Part of the label of connections; empty for all. */
  readonly connection: string;
}

/** A job requested by a language model. */
export interface JobQuery {
  /** ID, ARN or URL. */
  readonly job: string;
  /** Part of the label of connections; empty for all. */
  readonly connection: string;
}

/** Invalid input. The message is for the language model that sent it. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/**
 * Returns the jobs that an input describes, by the conditions of the filter.
 * @param services the services that are shown
 * @param now returns milliseconds since the epoch
 * @throws InputError
 */
export function listQueryOf(input: unknown, services: readonly ServiceId[], now: () => number): ListQuery {
  const fields = known(input, [
    ...['states', 'services', 'destination', 'createdInLastDays', 'createdFrom', 'createdTo', 'text', 'connection'],
  ]);
  const created = createdOf(fields);
  const filter = new JobFilter(
    {
      phases: oneOf('states', fields.states, phases),
      services: oneOf('services', fields.services, services),
      targets: [],
      ...(created === undefined ? {} : { created }),
      text: textOf('text', fields.text),
    },
    now,
  );
  const destination = wordsOf(textOf('destination', fields.destination));
  return {
    matches: (job) => filter.matches(job) && hasWords(job.target ?? '', destination),
    includes: (service) => !filter.excludes(service),
    connection: textOf('connection', fields.connection),
  };
}

/** Returns the job that an input names. @throws InputError */
export function jobQueryOf(input: unknown): JobQuery {
  const fields = known(input, ['job', 'connection']);
  const job = textOf('job', fields.job).trim();
  if (job === '') {
    throw new InputError(inputTexts.noJob);
  }
  return { job, connection: textOf('connection', fields.connection) };
}

/** Returns the accounts whose label contains all words of a text. */
export function connectionsLike<T extends { readonly connection: { readonly label: string } }>(
  accounts: readonly T[],
  text: string,
): readonly T[] {
  const words = wordsOf(text);
  return accounts.filter(({ connection }) => hasWords(connection.label, words));
}

function hasWords(text: string, words: readonly string[]): boolean {
  const searched = folded(text);
  return words.every((word) => searched.includes(word));
}

function known(input: unknown, names: readonly string[]): Readonly<Record<string, unknown>> {
  const fields = fieldsOf(input);
  // Reject unknown fields, because ignoring a condition would give a wrong answer.
  const other = Object.keys(fields).find((name) => !names.includes(name));
  if (other !== undefined) {
    throw new InputError(inputTexts.unknownName(other, names));
  }
  return fields;
}

function textOf(name: string, value: unknown): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    throw new InputError(inputTexts.notText(name));
  }
  return value;
}

function oneOf<T extends string>(name: string, value: unknown, all: readonly T[]): readonly T[] {
  if (value === undefined || value === null) {
    return [];
  }
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const found = all.filter((each) => values.includes(each));
  const other = values.find((each) => !all.some((one) => one === each));
  if (other !== undefined) {
    throw new InputError(inputTexts.notOneOf(name, other, all));
  }
  return found;
}

function createdOf({ createdInLastDays: days, ...range }: Readonly<Record<string, unknown>>) {
  const from = dayIn('createdFrom', range.createdFrom);
  const to = dayIn('createdTo', range.createdTo);
  if (days === undefined || days === null) {
    return from === undefined && to === undefined
      ? undefined
      : ({ kind: 'range', ...(from && { from }), ...(to && { to }) } satisfies CreatedWithin);
  }
  if (from !== undefined || to !== undefined) {
    throw new InputError(inputTexts.twoTimes);
  }
  if (typeof days !== 'number' || !Number.isInteger(days) || days < 1 || days > maxDays) {
    throw new InputError(inputTexts.notDays(maxDays));
  }
  return { kind: 'lastDays', days } satisfies CreatedWithin;
}

function dayIn(name: string, value: unknown): string | undefined {
  const text = textOf(name, value).trim();
  if (text !== '' && dayOf(text) === undefined) {
    throw new InputError(inputTexts.notDay(name));
  }
  return text === '' ? undefined : text;
}
