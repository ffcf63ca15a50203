import type { ImportJob, ServiceId } from '../jobs/job';
import type { Fact } from '../jobs/fact';

/**
 * The format of a saved copy: one JSON object whose first members are those of {@link CopyHeader}, followed by `lists`
 * and `jobs`, with one list or job per line. A reader must accept the members in any order.
 */
export const formatName = 'import-jobs-copy';

/** Version of the format. A reader rejects copies of later versions. */
export const formatVersion = 1;

/** Maximum size of a file to read, in bytes. */
export const maxBytes = 200_000_000;

export interface CopyHeader {
  readonly format: typeof formatName;
  readonly version: number;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly connection: { readonly label: string; readonly region: string };
  /** In display order. */
  readonly services: readonly { readonly id: ServiceId; readonly label: string }[];
}

/** A folder of the tree as it was saved: a service, or a list of jobs or of other lists. */
export interface CopiedList {
  readonly service: ServiceId;
  readonly id: string;
  /** ID of the list that contains it; absent for a service's root. */
  readonly parent?: string;
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly facts?: readonly Fact[];
  readonly hasMixedTargets?: boolean;
  readonly emptyText: string;
  /** Whether the list is known without a request, so that its row comes before those of read lists. */
  readonly fixed?: boolean;
  /** Whether it has only fixed lists. */
  readonly isFixed?: boolean;
  /** How much of it was read: nothing, a part, or everything; `failed` if the first page could not be read. */
  readonly read: 'none' | 'failed' | 'part' | 'all';
  /** Keys of its jobs, newest first. */
  readonly jobs: readonly string[];
}

/** What a saved copy contains. */
export interface Copy {
  readonly label: string;
  readonly region: string;
  /** When it was saved, in milliseconds since the epoch; absent if unknown. */
  readonly savedAt?: number;
  readonly services: CopyHeader['services'];
  readonly lists: readonly CopiedList[];
  readonly jobs: ReadonlyMap<string, ImportJob>;
}
