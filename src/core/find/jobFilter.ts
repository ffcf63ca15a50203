import type { ImportJob, JobPhase, ServiceId } from '../jobs/job';
import { spanOf, startOfDay, type CreatedWithin, type Span } from './days';
import { searchTextOf, wordsOf } from './searchText';

/** Conditions on jobs, all of which must hold. An empty list or text always matches. */
export interface FilterCriteria {
  readonly phases: readonly JobPhase[];
  readonly services: readonly ServiceId[];
  /** Targets as jobs name them: "Contact list newsletter". */
  readonly targets: readonly string[];
  readonly created?: CreatedWithin;
  /** Words, all of which must be in the job's id, name, source, target or failure messages. */
  readonly text: string;
}

/** A condition with a list of values, of which a job must have one. */
export type Facet = 'phases' | 'services' | 'targets';

export const noCriteria: FilterCriteria = { phases: [], services: [], targets: [], text: '' };

/** Returns a job's value of a facet; `undefined` if it has none. */
export const facetValueOf: Readonly<Record<Facet, (job: ImportJob) => string | undefined>> = {
  phases: ({ phase }) => phase,
  services: ({ service }) => service,
  targets: ({ target }) => target,
};

export function isEmptyFilter({ phases, services, targets, created, text }: FilterCriteria): boolean {
  return [...phases, ...services, ...targets].length === 0 && created === undefined && text.trim() === '';
}

/** Decides which jobs to show. */
export class JobFilter {
  readonly #phases: ReadonlySet<string>;
  readonly #services: ReadonlySet<string>;
  readonly #targets: ReadonlySet<string>;
  readonly #words: readonly string[];
  readonly #now: () => number;
  /** Span of the creation times that match, and the day for which it was computed: "today" changes at midnight. */
  #span: (Span & { readonly from: number; readonly until: number }) | undefined;

  /** @param now returns the current time in milliseconds since the epoch */
  constructor(
    readonly criteria: FilterCriteria,
    now: () => number,
  ) {
    this.#phases = new Set(criteria.phases);
    this.#services = new Set(criteria.services);
    this.#targets = new Set(criteria.targets);
    this.#words = wordsOf(criteria.text);
    this.#now = now;
  }

  matches(job: ImportJob): boolean {
    return (
      isOneOf(this.#phases, job.phase) &&
      isOneOf(this.#services, job.service) &&
      isOneOf(this.#targets, job.target) &&
      this.#isCreatedInTime(job) &&
      (this.#words.length === 0 || hasAll(searchTextOf(job), this.#words))
    );
  }

  /** Whether no job of a service can match. */
  excludes(service: ServiceId): boolean {
    return !isOneOf(this.#services, service);
  }

  #isCreatedInTime({ createdAt }: ImportJob): boolean {
    const { created } = this.criteria;
    if (created === undefined) {
      return true;
    }
    const now = this.#now();
    if (this.#span === undefined || now < this.#span.from || now >= this.#span.until) {
      this.#span = { ...spanOf(created, now), from: startOfDay(now), until: startOfDay(now, 1) };
    }
    return createdAt !== undefined && createdAt >= this.#span.start && createdAt < this.#span.end;
  }
}

/**
 * Returns the number of jobs for each value of a facet, among those that match the other conditions.
 * @param now milliseconds since the epoch
 */
export function countByFacet(
  jobs: readonly ImportJob[],
  criteria: FilterCriteria,
  facet: Facet,
  now: number,
): ReadonlyMap<string, number> {
  const others = new JobFilter({ ...criteria, [facet]: [] }, () => now);
  const counts = new Map<string, number>();
  for (const job of jobs) {
    const value = facetValueOf[facet](job);
    if (value !== undefined) {
      counts.set(value, (counts.get(value) ?? 0) + Number(others.matches(job)));
    }
  }
  return counts;
}

/** Returns the number of jobs that match. @param now milliseconds since the epoch */
export function countMatches(jobs: readonly ImportJob[], criteria: FilterCriteria, now: number): number {
  const filter = new JobFilter(criteria, () => now);
  return jobs.reduce((count, job) => count + Number(filter.matches(job)), 0);
}

function isOneOf(wanted: ReadonlySet<string>, value: string | undefined): boolean {
  return wanted.size === 0 || (value !== undefined && wanted.has(value));
}

function hasAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
