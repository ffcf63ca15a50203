/** Why an entry of the connections setting is no connection. */
export type ConnectionProblem = 'notAnObject' | 'profileNotText' | 'noRegion' | 'twice';

/** An account and region whose jobs are shown. */
export interface Connection {
  /** The same after a restart, unique among the connections on screen. */
  readonly id: string;
  readonly kind: 'aws' | 'sample';
  readonly label: string;
  readonly region: string;
  /** A profile of the AWS config and credentials files; without one the SDK's default chain serves. */
  readonly profile?: string;
  /** It cannot be connected to as it was set. */
  readonly problem?: ConnectionProblem;
}
