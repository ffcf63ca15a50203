import { explain } from '../failures/explain';
import { labelText } from '../jobs/jobWords';
import { factText } from '../jobs/fact';
import type { Formats } from '../text/formats';
import type { AddressFinding } from './finding';

export interface FindingText {
  /** For example, "On the suppression list". */
  readonly text: string;
  /** For example, "Reason: bounce · Added or last updated: Nov 21, 2026, 5:02 PM"; empty without facts. */
  readonly detail: string;
}

/** Returns the texts that show a finding. */
export function findingText({ list, result }: AddressFinding, formats: Formats): FindingText {
  switch (result.kind) {
    case 'listed':
      return {
        text: labelText(result.text),
        detail: result.facts
          .map((fact) => `${labelText(fact.label)}: ${labelText(factText(fact, formats))}`)
          .join(' · '),
      };
    case 'notListed':
      return { text: labelText(result.text), detail: '' };
    case 'failed': {
      const { sentence, next } = explain(result.failure);
      return { text: labelText(list), detail: `${labelText(sentence)} · ${next}` };
    }
  }
}
