import type { CredentialsReason, NetworkReason, ServiceFailure } from './failure';

/** What a person can do about a failure from where it is shown. */
export type NextStep = 'retry' | 'openSettings' | 'showLog';

export interface Explanation {
  /** What went wrong, in one sentence without a full stop: it is a row's label. */
  readonly sentence: string;
  /** What to do, likewise. */
  readonly next: string;
  readonly step: NextStep;
}

/** A failure in words. */
export function explain(failure: ServiceFailure): Explanation {
  const retry = (sentence: string, next = 'Try again'): Explanation => ({ sentence, next, step: 'retry' });
  switch (failure.kind) {
    case 'credentials':
      return failure.reason === 'unknownProfile'
        ? {
            sentence: `There is no profile “${failure.profile ?? ''}” in the AWS config and credentials files`,
            next: 'Correct the connection in the settings',
            step: 'openSettings',
          }
        : retry(credentialsSentence[failure.reason], credentialsNext[failure.reason]);
    case 'denied':
      return retry(
        failure.action === undefined ? 'Access denied' : `Access denied: ${failure.action} is not allowed`,
        'Have the permission added, then try again',
      );
    case 'network':
      return retry(...networkWords[failure.reason]);
    case 'noRegion':
      return { sentence: 'The connection has no region', next: 'Add one in the settings', step: 'openSettings' };
    case 'notFound':
      return retry('AWS has no such thing any more', 'Refresh the list that it was in');
    case 'throttled':
      return retry('AWS asks for fewer requests', 'Try again in a moment');
    case 'badRequest':
      return retry('AWS did not accept the request', 'Try again, or see the tooltip for what AWS said');
    case 'tooLarge':
      return retry('AWS says that the request is too large', 'Try a smaller page size in the settings');
    case 'methodNotAllowed':
      return retry('AWS does not allow this call here', 'Check the region and the endpoint of the profile');
    case 'server':
      return retry('AWS had an internal error', 'Try again in a moment');
    case 'malformed':
      return retry('The answer is not one that AWS gives', 'Check the network: a proxy may have answered');
    case 'serviceEnded':
      return retry('The service answers that this has ended');
    case 'cancelled':
      return retry('Cancelled');
    case 'unexpected':
      return { sentence: 'Something unexpected went wrong', next: 'See the log', step: 'showLog' };
  }
}

const credentialsSentence: Readonly<Record<Exclude<CredentialsReason, 'unknownProfile'>, string>> = {
  signInExpired: 'The sign-in has expired',
  mfaRefused: 'The MFA code was not accepted',
  processFailed: 'The credential process failed',
  noneFound: 'No AWS credentials were found',
  rejected: 'AWS did not accept the credentials',
  other: 'The profile gave no credentials',
};

const credentialsNext: Readonly<Record<Exclude<CredentialsReason, 'unknownProfile'>, string>> = {
  signInExpired: 'Sign in again, then try again',
  mfaRefused: 'Try again with a new code',
  processFailed: 'Run it in a terminal to see why, then try again',
  noneFound: 'Sign in or set up a profile, then try again',
  rejected: 'Check the keys of the profile and the clock, then try again',
  other: 'Check the profile in the AWS files, then try again',
};

const networkWords: Readonly<Record<NetworkReason, [sentence: string, next: string]>> = {
  nameNotFound: ['The host of the service was not found', 'Check the region and the network, then try again'],
  refused: ['The host of the service refused the connection', 'Check the endpoint and the network, then try again'],
  timedOut: ['The service did not answer in time', 'Check the network, then try again'],
  tls: ['No secure connection could be made', 'Check the proxy and its certificates, then try again'],
  reset: ['The connection broke', 'Try again'],
  other: ['The service could not be reached', 'Check the network, then try again'],
};
