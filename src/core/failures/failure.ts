import { messageOf } from '../base/errors';
import type { ConnectionProblem } from '../connections/connection';

/** Why credentials are not available. */
export type CredentialsReason =
  /** No sign-in is cached: the user has not signed in on this computer, or has signed out. */
  | 'notSignedIn'
  | 'signInExpired'
  /** An MFA code is needed, but the user may not be prompted. */
  | 'mfaNeeded'
  | 'mfaCancelled'
  | 'mfaRefused'
  /** The profile's role may not be assumed. */
  | 'roleRefused'
  | 'processFailed'
  | 'unknownProfile'
  /** A setting that other settings of the profile require is missing. */
  | 'missingSetting'
  | 'invalidSetting'
  /** A file that the credentials depend on cannot be read or parsed. */
  | 'unreadableFile'
  | 'noneFound'
  /** AWS does not know the access key or the token. */
  | 'rejected'
  /** AWS knows the access key, but the signature does not match. */
  | 'badSignature'
  /** The computer's clock differs too much from AWS's for signatures to be valid. */
  | 'clockSkew'
  | 'other';

export type NetworkReason = 'nameNotFound' | 'refused' | 'timedOut' | 'tls' | 'proxy' | 'reset' | 'other';

/** Kinds of policies that can deny a request. */
export type DenyingPolicy =
  | 'identity'
  | 'resource'
  | 'serviceControl'
  | 'resourceControl'
  | 'boundary'
  | 'session'
  | 'vpcEndpoint'
  | 'roleTrust';

/** The policy that denied a request, from AWS's message. */
export interface Denial {
  /** Absent if AWS says only that the denial is explicit. */
  readonly policy?: DenyingPolicy;
  /** Whether the policy denies the action explicitly; otherwise no policy of this kind allows it. */
  readonly isExplicit: boolean;
}

/** Why an account cannot use a service, regardless of its policies. */
export type AccountReason = 'notSubscribed' | 'suspended' | 'unverified' | 'regionDisabled';

/** Problems of a setting shared by AWS tools. */
export type AwsSettingProblem = 'endpoint' | 'region' | 'services' | 'caBundleMissing' | 'caBundleInvalid';

/** Why a saved copy cannot be read. */
export type CopyProblem =
  | 'missing'
  /** The file exists but cannot be read. */
  | 'unreadable'
  | 'tooLarge'
  | 'notJson'
  /** The file ends in the middle of its JSON. */
  | 'cutOff'
  /** A newer version of this extension saved it. */
  | 'newer'
  /** JSON without an import job of a known service. */
  | 'noJobs';

/** Texts about the end of AWS's support for what was requested. */
export interface EndOfSupport {
  /** Label for a row: key word first, at most 28 characters in English. */
  readonly label: string;
  /** One sentence about what ended and when, without a period. */
  readonly sentence: string;
  readonly stillAvailable: string;
  /** URL of AWS's page about replacements. */
  readonly migrationGuide: string;
  /** ID of the service that AWS names as the successor, if this product shows it. */
  readonly successor?: string;
}

/** Details that any failed request can have. */
export interface FailureContext {
  /** Name of the call in the API: `ListImportJobs`. */
  readonly operation?: string;
  readonly httpStatus?: number;
  readonly requestId?: string;
  /** Host that the request was sent to. */
  readonly host?: string;
  /** Message of the service or library. For display, never for decisions. */
  readonly detail?: string;
}

export type ServiceFailure = FailureContext &
  (
    | {
        readonly kind: 'credentials';
        readonly reason: CredentialsReason;
        readonly profile?: string;
        /** How the profile's process failed, without secrets. */
        readonly output?: string;
        /** The missing or invalid setting of the AWS files. */
        readonly setting?: string;
        /** Header of the section where the setting is or belongs. */
        readonly section?: string;
        /** Correct header for the section of an unknown profile, if it is only misspelled. */
        readonly expectedSection?: string;
        readonly file?: string;
        /** What is wrong with the setting or file: a clause that names the setting. */
        readonly problem?: string;
        /** Opt-in region that rejected the credentials, possibly because the account has not enabled it. */
        readonly region?: string;
        /** Policy that kept the profile from assuming its role. */
        readonly by?: Denial;
      }
    | { readonly kind: 'denied'; readonly action?: string; readonly resource?: string; readonly by?: Denial }
    | { readonly kind: 'account'; readonly reason: AccountReason }
    /** The service is not available in the connection's region. Nothing was sent. */
    | { readonly kind: 'notInRegion'; readonly service: string; readonly region: string }
    /** A setting of the AWS files or the environment is invalid. Nothing was sent. */
    | {
        readonly kind: 'awsSetting';
        readonly problem: AwsSettingProblem;
        readonly value: string;
        /** Its source in words: `endpoint_url of the profile work`. */
        readonly source: string;
        readonly file?: string;
      }
    | { readonly kind: 'network'; readonly reason: NetworkReason }
    | { readonly kind: 'setting'; readonly reason: ConnectionProblem }
    /** A saved copy cannot be read. */
    | { readonly kind: 'copy'; readonly problem: CopyProblem; readonly file: string }
    /** With an action: the service does not distinguish between an item that does not exist and a denial of the action. */
    | { readonly kind: 'notFound'; readonly action?: string; readonly resource?: string }
    | { readonly kind: 'throttled' }
    | { readonly kind: 'badRequest' }
    | { readonly kind: 'tooLarge' }
    | { readonly kind: 'methodNotAllowed' }
    | { readonly kind: 'server' }
    /** A response that violates the API: HTML from a proxy, a repeated page token. */
    | { readonly kind: 'malformed' }
    /** Support may have ended. After a denial, includes the permission that may be missing instead. */
    | {
        readonly kind: 'serviceEnded';
        readonly end: EndOfSupport;
        readonly action?: string;
        readonly resource?: string;
        readonly by?: Denial;
      }
    | { readonly kind: 'cancelled' }
    /** A bug in this extension. */
    | { readonly kind: 'unexpected' }
  );

/** A failure to get or use credentials. */
export type CredentialsFailure = Extract<ServiceFailure, { kind: 'credentials' }>;

/** The error that sources throw. Its message is for logs; users see {@link explain}'s texts. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly failure: ServiceFailure,
    options?: ErrorOptions,
  ) {
    super(failure.operation === undefined ? failure.kind : `${failure.operation}: ${failure.kind}`, options);
  }
}

/** Returns the failure of a thrown value of any type. */
export function failureOf(error: unknown): ServiceFailure {
  if (isServiceError(error)) {
    return error.failure;
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { kind: 'cancelled' };
  }
  return { kind: 'unexpected', detail: messageOf(error) };
}

/** Checks the shape: each bundle has its own copy of the class, so `instanceof` would miss the others'. */
function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && error.name === 'ServiceError' && 'failure' in error;
}
