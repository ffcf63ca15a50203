import { defined } from '../base/defined';
import type { JobFact } from './job';

/** Maximum number of facts that are remembered. */
const maxFacts = 1000;

/**
 * Returns what makes the facts of a service's jobs. A fact that equals an earlier one is the same object: thousands of jobs
 * have few roles, actions and lists. What is not part of the key below must follow from it.
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
