import type { ConnectionProblem } from './connection';

/** Why credentials could not be had. */
export type CredentialsReason =
  | 'signInExpired'
  /** A code is needed, and there was nobody to ask. */
  | 'mfaNeeded'
  | 'mfaCancelled'
  | 'mfaRefused'
  /** The role that the profile leads to may not be assumed. */
  | 'roleRefused'
  | 'processFailed'
  | 'unknownProfile'
  /** A setting that belongs to the others of the profile is not there. */
  | 'missingSetting'
  | 'invalidSetting'
  /** A file that the credentials depend on cannot be read or understood. */
  | 'unreadableFile'
  | 'noneFound'
  /** AWS does not know the keys or the token. */
  | 'rejected'
  /** AWS knows the access key, but the signature does not match it. */
  | 'badSignature'
  /** The computer's clock and AWS's are too far apart for a signature to hold. */
  | 'clockSkew'
  | 'other';

export type NetworkReason = 'nameNotFound' | 'refused' | 'timedOut' | 'tls' | 'proxy' | 'reset' | 'other';

/** Kinds of policies that can deny a request. */
export type DenyingPolicy =
  'identity' | 'resource' | 'serviceControl' | 'resourceControl' | 'boundary' | 'session' | 'vpcEndpoint' | 'roleTrust';

/** What AWS says about the policy that denied a request. */
export interface Denial {
  /** Absent where AWS says only that a deny is explicit. */
  readonly policy?: DenyingPolicy;
  /** Whether the policy denies the action; otherwise no policy of that kind allows it. */
  readonly isExplicit: boolean;
}

/** What keeps a whole account from using a service, whatever its policies say. */
export type AccountReason = 'notSubscribed' | 'suspended' | 'unverified' | 'regionDisabled';

/** What is wrong with a setting that AWS tools share. */
export type AwsSettingProblem = 'endpoint' | 'region' | 'services' | 'caBundleMissing' | 'caBundleInvalid';

/** How AWS ended its support for what was requested, in the words of the service. */
export interface EndOfSupport {
  /** A row's label: the key word first, at most 28 characters. */
  readonly label: string;
  /** What ended and when, in one sentence without a full stop. */
  readonly sentence: string;
  readonly stillAvailable: string;
  /** Address of AWS's page about what to use instead. */
  readonly migrationGuide: string;
}

/** Where and how a request failed, whatever the reason. */
export interface FailureContext {
  /** The API's name of the call, `ListImportJobs`. */
  readonly operation?: string;
  readonly httpStatus?: number;
  readonly requestId?: string;
  /** The host that was asked. */
  readonly host?: string;
  /** What the service or the library said. For a tooltip, never for a decision. */
  readonly detail?: string;
}

/** All that can go wrong when a service is asked for something. */
export type ServiceFailure = FailureContext &
  (
    | {
        readonly kind: 'credentials';
        readonly reason: CredentialsReason;
        readonly profile?: string;
        /** How the profile's process ended, fit to be shown. */
        readonly output?: string;
        /** The setting of the AWS files that is missing or cannot be used, or the name of the file. */
        readonly setting?: string;
        /** The header of the section that it is in, or belongs to. */
        readonly section?: string;
        readonly file?: string;
        /** What is wrong with the setting or the file, after its name. */
        readonly problem?: string;
        /** An opt-in region that rejected the credentials, perhaps only because it is not enabled for the account. */
        readonly region?: string;
        /** Whose policy did not let the profile assume its role. */
        readonly by?: Denial;
      }
    | { readonly kind: 'denied'; readonly action?: string; readonly resource?: string; readonly by?: Denial }
    | { readonly kind: 'account'; readonly reason: AccountReason }
    /** The service does not exist in the connection's region. Nothing was sent. */
    | { readonly kind: 'notInRegion'; readonly service: string; readonly region: string }
    /** A setting of the AWS files or the environment cannot be used. Nothing was sent. */
    | {
        readonly kind: 'awsSetting';
        readonly problem: AwsSettingProblem;
        readonly value: string;
        /** What set it, for a person: `endpoint_url of the profile work`. */
        readonly source: string;
        readonly file?: string;
      }
    | { readonly kind: 'network'; readonly reason: NetworkReason }
    | { readonly kind: 'setting'; readonly reason: ConnectionProblem }
    | { readonly kind: 'notFound' }
    | { readonly kind: 'throttled' }
    | { readonly kind: 'badRequest' }
    | { readonly kind: 'tooLarge' }
    | { readonly kind: 'methodNotAllowed' }
    | { readonly kind: 'server' }
    /** An answer that is not what the API promises: HTML from a proxy, a page token that comes twice. */
    | { readonly kind: 'malformed' }
    /** Perhaps: where a denial is behind it, it names the permission that may be what is missing. */
    | {
        readonly kind: 'serviceEnded';
        readonly end: EndOfSupport;
        readonly action?: string;
        readonly resource?: string;
        readonly by?: Denial;
      }
    | { readonly kind: 'cancelled' }
    /** A mistake of this program. */
    | { readonly kind: 'unexpected' }
  );

/** A failure to get or use credentials. */
export type CredentialsFailure = Extract<ServiceFailure, { kind: 'credentials' }>;

/** What a source throws. Its message is for logs; people read {@link explain}'s. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly failure: ServiceFailure,
    options?: ErrorOptions,
  ) {
    super(failure.operation === undefined ? failure.kind : `${failure.operation}: ${failure.kind}`, options);
  }
}

/** The failure behind anything that was thrown. */
export function failureOf(error: unknown): ServiceFailure {
  if (isServiceError(error)) {
    return error.failure;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { kind: 'cancelled' };
  }
  return { kind: 'unexpected', detail: error instanceof Error ? error.message : String(error) };
}

/** Each bundle has a class of its own, so `instanceof` does not know what came from another. */
function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && error.name === 'ServiceError' && 'failure' in error;
}
