import type { ServiceFailure } from '../failures/failure';
import type { Fact } from '../jobs/fact';

/** What a service knows about an email address in one of its lists. None of its texts contains the address. */
export interface AddressFinding {
  /** Name of the list: "Suppression list", "Contact list newsletter". */
  readonly list: string;
  readonly result:
    | {
        readonly kind: 'listed';
        /** For example, "On the suppression list". */
        readonly text: string;
        /** Whether the service sends no email to the address because of it. */
        readonly isBlocked: boolean;
        readonly facts: readonly Fact[];
      }
    /** `text` is, for example, "Not on the suppression list". */
    | { readonly kind: 'notListed'; readonly text: string }
    | { readonly kind: 'failed'; readonly failure: ServiceFailure };
}
