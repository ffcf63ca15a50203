import { defined } from '../base/defined';
import type { JobFact } from './job';

/** Maximum number of shared facts. */
const maxFacts = 1000;

/**
 * Returns a function that creates the facts of a service's jobs and reuses equal ones: thousands of jobs have few
 * different roles, actions and lists. Fields that are not part of the key must follow from it.
 */
export function factSharing(): (fact: Parameters<typeof defined<JobFact>>[0]) => JobFact {
  const known = new Map<string, JobFact>();
  return (fact) => {
    const key = `${fact.id}\n${fact.listId ?? ''}\n${fact.note ?? ''}\n${fact.value}`;
    const earlier = known.get(key);
    if (earlier !== undefined) {
      return earlier;
    }
    if (known.size >= maxFacts) {
      known.clear();
    }
    const made = defined<JobFact>(fact);
    known.set(key, made);
    return made;
  };
}
