/** Why an entry of the connections setting is not a valid connection. */
export type ConnectionProblem = 'notAnObject' | 'profileNotText' | 'noRegion' | 'duplicate';

/** The files that a saved copy is read from. */
export interface CopiedFiles {
  /** URIs of the files. */
  readonly uris: readonly string[];
  /** When the jobs were saved, in milliseconds since the epoch; absent if unknown. */
  readonly savedAt?: number;
}

/** An account and region whose jobs are shown, or a saved copy of their jobs. */
export interface Connection {
  /** Unique among the connections shown, and the same after a restart. */
  readonly id: string;
  /** `copy`: read from files, never from the network. */
  readonly kind: 'aws' | 'sample' | 'copy';
  readonly label: string;
  /** Empty for a saved copy that does not say. */
  readonly region: string;
  /** A profile of the AWS config and credentials files; absent for the SDK's default credential chain. */
  readonly profile?: string;
  /** Why the setting's entry cannot be used. */
  readonly problem?: ConnectionProblem;
  /** Present for a saved copy. */
  readonly copy?: CopiedFiles;
}
