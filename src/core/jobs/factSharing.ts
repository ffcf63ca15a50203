import { defined } from '../base/defined';
import type { JobFact } from './job';

/** Maximum number of shared facts. */
const maxFacts = 1000;

/**
 * Returns a function that creates the facts of a service's jobs, one object for equal facts: thousands of jobs have few
 * roles, actions and lists. Fields not in the key below must be determined by it.
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
