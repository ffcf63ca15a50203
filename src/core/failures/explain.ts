import type { ConnectionProblem } from '../connections/connection';
import { explainAwsFiles, isAboutFiles, type AwsFilesReason } from './explainAwsFiles';
import { canIamPolicyHelp, explainDenial } from './explainDenial';
import type {
  AccountReason,
  AwsSettingProblem,
  CredentialsFailure,
  CredentialsReason,
  NetworkReason,
  ServiceFailure,
} from './failure';

/** Actions offered with a failure. */
export type NextStep = 'retry' | 'signIn' | 'openSettings' | 'showLog' | 'copyPolicy' | 'openMigrationGuide';

interface Explanation {
  /** Label for a row: key word first, at most 28 characters. */
  readonly label: string;
  /** One sentence about what went wrong, without a period. */
  readonly sentence: string;
  /** One sentence about what to do, without a period. */
  readonly next: string;
  readonly step: NextStep;
}

type Words = readonly [label: string, sentence: string, next: string];

export function explain(failure: ServiceFailure): Explanation {
  switch (failure.kind) {
    case 'credentials':
      return explainCredentials(failure);
    case 'denied':
      return explainDenied(failure);
    case 'account':
      return explained(accountWords[failure.reason]);
    case 'notInRegion': {
      const sentence = `${failure.service} is not available in ${failure.region}`;
      return explained(['Not in this region', sentence, 'Choose another region in the settings'], 'openSettings');
    }
    case 'awsSetting':
      return explainAwsSetting(failure);
    case 'network':
      return explained(networkWords[failure.reason]);
    case 'setting':
      return explained(settingWords[failure.reason], 'openSettings');
    case 'serviceEnded':
      return explained([failure.end.label, failure.end.sentence, 'Read AWS’s migration guide'], 'openMigrationGuide');
    case 'unexpected':
      return explained(otherWords.unexpected, 'showLog');
    default:
      return explained(otherWords[failure.kind]);
  }
}

function explained([label, sentence, next]: Words, step: NextStep = 'retry'): Explanation {
  return { label, sentence, next, step };
}

function explainDenied({ action, by }: Extract<ServiceFailure, { kind: 'denied' }>): Explanation {
  if (by !== undefined && !canIamPolicyHelp(by)) {
    const { label, reason, next } = explainDenial(action ?? 'the request', by);
    return explained([label, `Access denied: ${reason}`, next]);
  }
  const sentence = action === undefined ? 'Access denied' : `Access denied: ${action}`;
  return explained(['Access denied', sentence, 'Copy the IAM policy that allows it'], 'copyPolicy');
}

function explainCredentials(failure: CredentialsFailure): Explanation {
  const { reason, output, region, by } = failure;
  if (isAboutFiles(reason)) {
    const isOfConnection = reason === 'unknownProfile' && failure.section === undefined;
    return explained(explainAwsFiles(reason, failure), isOfConnection ? 'openSettings' : 'retry');
  }
  if (region !== undefined) {
    const sentence = `AWS rejected the credentials, or the region ${region} is not enabled for this account`;
    return explained(['Keys or region rejected', sentence, 'Enable the region or check the keys, then try again']);
  }
  if (reason === 'roleRefused' && by !== undefined) {
    const { label, reason: why, next } = explainDenial('sts:AssumeRole', by);
    return explained([label, `The role cannot be assumed: ${why}`, `${next}, then try again`]);
  }
  const [label, sentence, next] = credentialsWords[reason];
  const words: Words = [label, sentence + (output === undefined ? '' : `: ${output}`), next];
  return explained(words, reason === 'signInExpired' ? 'signIn' : 'retry');
}

function explainAwsSetting({
  problem,
  value,
  source,
  file,
}: Extract<ServiceFailure, { kind: 'awsSetting' }>): Explanation {
  const [label, what, next] = awsSettingWords[problem];
  // Hides a user name and password in a URL.
  const shown = value.replace(/\/\/[^/@]*@/u, '//…@');
  const where = file === undefined ? source : `${source} in ${file}`;
  return explained([label, `${what} “${shown}”: ${where}`, `${next}, then try again`]);
}

/** Beginnings of sentences that continue with the value. */
const awsSettingWords: Readonly<Record<AwsSettingProblem, Words>> = {
  endpoint: ['Invalid endpoint', 'Invalid endpoint', 'Write it as https://host or http://host:port'],
  region: ['Invalid region', 'Invalid region', 'Write a region code like eu-west-1, without quotes'],
  services: ['Services section not found', 'There is no services section', 'Add the section or remove the setting'],
  caBundleMissing: ['CA bundle not readable', 'Cannot read the CA bundle', 'Correct the path'],
  caBundleInvalid: [
    'Invalid CA bundle',
    'No certificate in the CA bundle',
    'Use a file with certificates in PEM format',
  ],
};

const credentialsWords: Readonly<Record<Exclude<CredentialsReason, AwsFilesReason>, Words>> = {
  signInExpired: ['Sign-in expired', 'The sign-in has expired', 'Sign in'],
  mfaNeeded: ['MFA code needed', 'An MFA code is needed', 'Enter an MFA code'],
  mfaCancelled: ['No MFA code entered', 'No MFA code was entered', 'Enter an MFA code'],
  mfaRefused: [
    'MFA code rejected',
    'AWS rejected the MFA code, or does not accept it for this role',
    'Try again with a new code',
  ],
  roleRefused: [
    'Role cannot be assumed',
    'AWS did not let the profile assume its role',
    'Check the role and who may assume it, then try again',
  ],
  processFailed: [
    'Credential process failed',
    'The credential process failed',
    'Run it in a terminal to see why, then try again',
  ],
  noneFound: ['No credentials found', 'No AWS credentials were found', 'Sign in or set up a profile, then try again'],
  rejected: ['Credentials rejected', 'AWS rejected the credentials', 'Check the keys of the profile, then try again'],
  badSignature: [
    'Signature rejected',
    'AWS rejected the signature of the request',
    'Check the secret access key of the profile and the clock, then try again',
  ],
  clockSkew: [
    'Wrong computer clock',
    'The clock of this computer is wrong, so AWS rejected the request',
    'Set the clock, then try again',
  ],
};

const accountWords: Readonly<Record<AccountReason, Words>> = {
  notSubscribed: [
    'Account not subscribed',
    'The AWS account is not subscribed to the service, or the region is not enabled',
    'Finish signing up for AWS or enable the region, then try again',
  ],
  suspended: [
    'Account suspended',
    'AWS suspended the account or its access to the service',
    'Contact AWS Support, then try again',
  ],
  unverified: [
    'Account not verified',
    'AWS has not verified the account yet',
    'Wait for the email from AWS, then try again',
  ],
  regionDisabled: [
    'Region not enabled',
    'The region is not enabled for this account',
    'Enable the region in the account settings, then try again',
  ],
};

const networkWords: Readonly<Record<NetworkReason, Words>> = {
  nameNotFound: [
    'Host not found',
    'Host not found: the service has no address here',
    'Check the region and the network, then try again',
  ],
  refused: [
    'Connection refused',
    'Connection refused by the host of the service',
    'Check the endpoint and the network, then try again',
  ],
  timedOut: ['Service timed out', 'The service did not respond in time', 'Check the network, then try again'],
  tls: [
    'No secure connection',
    'No secure connection could be made',
    'Check the proxy and its certificates, then try again',
  ],
  proxy: [
    'Proxy sign-in required',
    'The proxy requires authentication',
    'Set the proxy in the settings of VS Code, then try again',
  ],
  reset: ['Connection interrupted', 'The connection was interrupted', 'Try again'],
  other: ['Service not reachable', 'The service could not be reached', 'Check the network, then try again'],
};

const settingWords: Readonly<Record<ConnectionProblem, Words>> = {
  notAnObject: [
    'Invalid connection',
    'Invalid connection',
    'Edit the setting: an entry needs a region and can have a profile',
  ],
  profileNotText: ['Invalid profile', 'The “profile” of the connection must be a string', 'Correct it in the settings'],
  noRegion: ['No region', 'The connection has no region', 'Add one in the settings'],
  duplicate: ['Duplicate connection', 'Duplicate connection', 'Remove one of the two entries'],
};

type OtherKind = Exclude<
  ServiceFailure['kind'],
  'credentials' | 'denied' | 'account' | 'notInRegion' | 'awsSetting' | 'network' | 'setting' | 'serviceEnded'
>;

const otherWords: Readonly<Record<OtherKind, Words>> = {
  notFound: ['No longer exists', 'This item no longer exists in AWS', 'Refresh the list'],
  throttled: ['Throttled by AWS', 'AWS is throttling requests', 'Try again in a moment'],
  badRequest: ['Request rejected', 'AWS rejected the request', 'Try again; hover for the details from AWS'],
  tooLarge: ['Request too large', 'AWS says that the request is too large', 'Try a smaller page size in the settings'],
  methodNotAllowed: [
    'Call not allowed here',
    'AWS does not allow this call here',
    'Check the region and the endpoint of the profile',
  ],
  server: ['AWS internal error', 'AWS had an internal error', 'Try again in a moment'],
  malformed: [
    'Unexpected response',
    'Unexpected response: it does not look like AWS',
    'Check for a proxy or captive portal',
  ],
  cancelled: ['Cancelled', 'Cancelled', 'Try again'],
  unexpected: ['Unexpected error', 'Something unexpected went wrong', 'See the log'],
};
