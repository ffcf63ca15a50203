import type { ConnectionProblem } from './connection';
import type { CredentialsReason, NetworkReason, ServiceFailure } from './failure';

/** What a person can do about a failure from where it is shown. */
export type NextStep = 'retry' | 'signIn' | 'openSettings' | 'showLog' | 'copyPolicy' | 'openMigrationGuide';

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
      return explainCredentials(failure);
    case 'denied':
      return {
        sentence: failure.action === undefined ? 'Access denied' : `Access denied: ${failure.action} is not allowed`,
        next: 'Copy the IAM policy that allows it',
        step: 'copyPolicy',
      };
    case 'network':
      return retry(...networkWords[failure.reason]);
    case 'setting':
      return { ...settingWords[failure.reason], step: 'openSettings' };
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
      return {
        sentence: 'Amazon Pinpoint’s segments and import jobs ended on 30 October 2026',
        next: 'Read AWS’s migration guide',
        step: 'openMigrationGuide',
      };
    case 'cancelled':
      return retry('Cancelled');
    case 'unexpected':
      return { sentence: 'Something unexpected went wrong', next: 'See the log', step: 'showLog' };
  }
}

function explainCredentials({
  reason,
  profile = '',
  output,
}: Extract<ServiceFailure, { kind: 'credentials' }>): Explanation {
  if (reason === 'unknownProfile') {
    return {
      sentence: `There is no profile “${profile}” in the AWS config and credentials files`,
      next: 'Correct the connection in the settings',
      step: 'openSettings',
    };
  }
  return {
    sentence: credentialsSentence[reason] + (output === undefined ? '' : `: ${output}`),
    next: credentialsNext[reason],
    step: reason === 'signInExpired' ? 'signIn' : 'retry',
  };
}

const credentialsSentence: Readonly<Record<Exclude<CredentialsReason, 'unknownProfile'>, string>> = {
  signInExpired: 'The sign-in has expired',
  mfaNeeded: 'An MFA code is needed',
  mfaCancelled: 'No MFA code was entered',
  mfaRefused: 'AWS did not accept the MFA code, or not for this role',
  roleRefused: 'AWS did not let the profile assume its role',
  processFailed: 'The credential process failed',
  noneFound: 'No AWS credentials were found',
  rejected: 'AWS did not accept the credentials',
  clockSkew: 'The clock of this computer is wrong, so AWS did not accept the request',
  other: 'The profile gave no credentials',
};

const credentialsNext: Readonly<Record<Exclude<CredentialsReason, 'unknownProfile'>, string>> = {
  signInExpired: 'Sign in',
  mfaNeeded: 'Enter it',
  mfaCancelled: 'Enter it',
  mfaRefused: 'Try again with a new code',
  roleRefused: 'Check the role and who may assume it, then try again',
  processFailed: 'Run it in a terminal to see why, then try again',
  noneFound: 'Sign in or set up a profile, then try again',
  rejected: 'Check the keys of the profile and the clock, then try again',
  clockSkew: 'Set the clock, then try again',
  other: 'Check the profile in the AWS files, then try again',
};

const networkWords: Readonly<Record<NetworkReason, [sentence: string, next: string]>> = {
  nameNotFound: ['The host of the service was not found', 'Check the region and the network, then try again'],
  refused: ['The host of the service refused the connection', 'Check the endpoint and the network, then try again'],
  timedOut: ['The service did not answer in time', 'Check the network, then try again'],
  tls: ['No secure connection could be made', 'Check the proxy and its certificates, then try again'],
  proxy: ['The proxy asks for a sign-in', 'Set the proxy in the settings of VS Code, then try again'],
  reset: ['The connection broke', 'Try again'],
  other: ['The service could not be reached', 'Check the network, then try again'],
};

const settingWords: Readonly<Record<ConnectionProblem, Pick<Explanation, 'sentence' | 'next'>>> = {
  notAnObject: { sentence: 'This is no connection', next: 'Give it a region and perhaps a profile in the settings' },
  profileNotText: { sentence: 'The profile of this connection is not a text', next: 'Correct it in the settings' },
  noRegion: { sentence: 'The connection has no region', next: 'Add one in the settings' },
  twice: { sentence: 'This connection is there twice', next: 'Take one of the two out of the settings' },
};
