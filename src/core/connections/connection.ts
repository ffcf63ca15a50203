/** Why an entry of the connections setting is not a valid connection. */
export type ConnectionProblem = 'notAnObject' | 'profileNotText' | 'noRegion' | 'duplicate';

/** An account and region whose jobs are shown. */
export interface Connection {
  /** Unique among the connections shown, and the same after a restart. */
  readonly id: string;
  readonly kind: 'aws' | 'sample';
  readonly label: string;
  readonly region: string;
  /** A profile of the AWS config and credentials files; absent for the SDK's default credential chain. */
  readonly profile?: string;
  /** Why the setting's entry cannot be used. */
  readonly problem?: ConnectionProblem;
}
