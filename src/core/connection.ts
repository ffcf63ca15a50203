/** An account and region whose jobs are shown. */
export interface Connection {
  /** The same after a restart, unique among the connections on screen. */
  readonly id: string;
  readonly kind: 'aws' | 'sample';
  readonly label: string;
  readonly region: string;
  /** A profile of the AWS config and credentials files; without one the SDK's default chain serves. */
  readonly profile?: string;
}
