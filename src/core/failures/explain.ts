import * as l10n from '@vscode/l10n';
import type { ConnectionProblem } from '../connections/connection';
import { explainAwsFiles, isAboutFiles, type AwsFilesReason } from './explainAwsFiles';
import { explainCopy } from './explainCopy';
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

export interface Explanation {
  /** Label for a row: key word first, at most 28 characters in English. */
  readonly label: string;
  /** One sentence about what went wrong, without a period. */
  readonly sentence: string;
  /** One short sentence about what to do, without a period. */
  readonly next: string;
  readonly step: NextStep;
}

type Words = readonly [label: string, sentence: string, next: string];

/** Explains a failure to the user: what went wrong and what to do. */
export function explain(failure: ServiceFailure): Explanation {
  switch (failure.kind) {
    case 'credentials':
      return explainCredentials(failure);
    case 'denied':
      return explainDenied(failure);
    case 'account':
      return explained(accountWords[failure.reason]);
    case 'notInRegion':
      return explained(
        [
          l10n.t('Not available in region'),
          l10n.t('{0} is not available in {1}', failure.service, failure.region),
          l10n.t('Choose another region in the settings'),
        ],
        'openSettings',
      );
    case 'awsSetting':
      return explainAwsSetting(failure);
    case 'network':
      return explained(networkWords[failure.reason]);
    case 'setting':
      return explained(settingWords[failure.reason], 'openSettings');
    case 'copy':
      return explained(explainCopy(failure));
    case 'serviceEnded':
      return explained(
        [failure.end.label, failure.end.sentence, l10n.t('Read AWS’s migration guide')],
        'openMigrationGuide',
      );
    case 'notFound':
      return explained(failure.action === undefined ? otherWords.notFound : notFoundOrDenied(failure.action));
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
    const { label, reason, next } = explainDenial(action, by);
    return explained([label, l10n.t('Access denied: {0}', reason), next]);
  }
  const label = l10n.t('Access denied');
  const sentence = action === undefined ? label : l10n.t('Access denied: {0}', action);
  return explained([label, sentence, l10n.t('Copy the IAM policy')], 'copyPolicy');
}

function notFoundOrDenied(action: string): Words {
  return [
    l10n.t('Not found or denied'),
    l10n.t('This item no longer exists in AWS, or access is denied: {0}', action),
    l10n.t('Refresh the list or copy the IAM policy'),
  ];
}

function explainCredentials(failure: CredentialsFailure): Explanation {
  const { reason, output, region, by } = failure;
  if (isAboutFiles(reason)) {
    const isOfConnection = reason === 'unknownProfile' && failure.section === undefined;
    return explained(explainAwsFiles(reason, failure), isOfConnection ? 'openSettings' : 'retry');
  }
  if (region !== undefined) {
    return explained([
      l10n.t('Keys or region rejected'),
      l10n.t('AWS rejected the credentials, or the region {0} is not enabled for this account', region),
      l10n.t('Check the keys or enable the region'),
    ]);
  }
  const [label, sentence, next] = credentialsWords[reason];
  if (reason === 'roleRefused' && by !== undefined) {
    const denial = explainDenial('sts:AssumeRole', by);
    return explained([denial.label, l10n.t('The role cannot be assumed: {0}', denial.reason), denial.next]);
  }
  if (reason === 'processFailed' && output !== undefined) {
    return explained([label, l10n.t('The credential process failed: {0}', output), next]);
  }
  const needsSignIn = reason === 'signInExpired' || reason === 'notSignedIn';
  return explained([label, sentence, next], needsSignIn ? 'signIn' : 'retry');
}

function explainAwsSetting({
  problem,
  value,
  source,
  file,
}: Extract<ServiceFailure, { kind: 'awsSetting' }>): Explanation {
  // Hides a user name and password in a URL.
  const shown = value.replace(/\/\/[^/@]*@/u, '//…@');
  const where =
    file === undefined
      ? source
      : l10n.t({
          message: '{0} in {1}',
          args: [source, file],
          comment: ['{0}: a setting of the AWS files, {1}: the path of the file'],
        });
  return explained(awsSettingWords[problem](shown, where));
}

const awsSettingWords: Readonly<Record<AwsSettingProblem, (value: string, where: string) => Words>> = {
  endpoint: (value, where) => [
    l10n.t('Invalid endpoint'),
    l10n.t('Invalid endpoint “{0}”: {1}', value, where),
    l10n.t('Use the form https://host or http://host:port'),
  ],
  region: (value, where) => [
    l10n.t('Invalid region'),
    l10n.t('Invalid region “{0}”: {1}', value, where),
    l10n.t('Use a region code such as eu-west-1, without quotes'),
  ],
  services: (value, where) => [
    l10n.t('Services section not found'),
    l10n.t('There is no services section “{0}”: {1}', value, where),
    l10n.t('Add the section or remove the setting'),
  ],
  caBundleMissing: (value, where) => [
    l10n.t('CA bundle not readable'),
    l10n.t('Cannot read the CA bundle “{0}”: {1}', value, where),
    l10n.t('Correct the path'),
  ],
  caBundleInvalid: (value, where) => [
    l10n.t('Invalid CA bundle'),
    l10n.t('No certificate in the CA bundle “{0}”: {1}', value, where),
    l10n.t('Use a file with certificates in PEM format'),
  ],
};

const credentialsWords: Readonly<Record<Exclude<CredentialsReason, AwsFilesReason>, Words>> = {
  notSignedIn: [l10n.t('Not signed in'), l10n.t('You are not signed in'), l10n.t('Sign in')],
  signInExpired: [l10n.t('Sign-in expired'), l10n.t('The sign-in has expired'), l10n.t('Sign in')],
  mfaNeeded: [l10n.t('MFA code needed'), l10n.t('An MFA code is needed'), l10n.t('Enter an MFA code')],
  mfaCancelled: [l10n.t('No MFA code entered'), l10n.t('No MFA code was entered'), l10n.t('Enter an MFA code')],
  mfaRefused: [
    l10n.t('MFA code rejected'),
    l10n.t('AWS rejected the MFA code, or does not accept it for this role'),
    l10n.t('Try again with a new code'),
  ],
  roleRefused: [
    l10n.t('Role cannot be assumed'),
    l10n.t('AWS did not allow the profile to assume its role'),
    l10n.t('Check the role and its trust policy'),
  ],
  processFailed: [
    l10n.t('Credential process failed'),
    l10n.t('The credential process failed'),
    l10n.t('Run it in a terminal to see why'),
  ],
  noneFound: [
    l10n.t('No credentials found'),
    l10n.t('No AWS credentials found'),
    l10n.t('Sign in or set up a profile'),
  ],
  rejected: [
    l10n.t('Credentials rejected'),
    l10n.t('AWS rejected the credentials'),
    l10n.t('Check the keys of the profile'),
  ],
  badSignature: [
    l10n.t('Signature rejected'),
    l10n.t('AWS rejected the signature of the request'),
    l10n.t('Check the secret access key and the clock'),
  ],
  clockSkew: [
    l10n.t('Wrong computer clock'),
    l10n.t('AWS rejected the request because this computer’s clock is wrong'),
    l10n.t('Set the clock'),
  ],
};

const accountWords: Readonly<Record<AccountReason, Words>> = {
  notSubscribed: [
    l10n.t('Account not subscribed'),
    l10n.t('The AWS account is not subscribed to the service, or the region is not enabled'),
    l10n.t('Complete the AWS sign-up or enable the region'),
  ],
  suspended: [
    l10n.t('Account suspended'),
    l10n.t('AWS suspended the account or its access to the service'),
    l10n.t('Contact AWS Support'),
  ],
  unverified: [
    l10n.t('Account not verified'),
    l10n.t('AWS has not verified the account yet'),
    l10n.t('Wait for the email from AWS'),
  ],
  regionDisabled: [
    l10n.t('Region not enabled'),
    l10n.t('The region is not enabled for this account'),
    l10n.t('Enable the region in the account settings'),
  ],
};

const networkWords: Readonly<Record<NetworkReason, Words>> = {
  nameNotFound: [
    l10n.t('Host not found'),
    l10n.t('Host not found: the name of the endpoint cannot be resolved'),
    l10n.t('Check the region and the network'),
  ],
  refused: [
    l10n.t('Connection refused'),
    l10n.t('Connection refused by the endpoint'),
    l10n.t('Check the endpoint and the network'),
  ],
  timedOut: [l10n.t('Request timed out'), l10n.t('The service did not respond in time'), l10n.t('Check the network')],
  tls: [
    l10n.t('No secure connection'),
    l10n.t('Could not establish a secure connection'),
    l10n.t('Check the proxy and its certificates'),
  ],
  proxy: [
    l10n.t('Proxy sign-in required'),
    l10n.t('The proxy requires authentication'),
    l10n.t('Configure the proxy in the settings of VS Code'),
  ],
  reset: [l10n.t('Connection interrupted'), l10n.t('The connection was interrupted'), l10n.t('Try again')],
  other: [l10n.t('Service not reachable'), l10n.t('Could not reach the service'), l10n.t('Check the network')],
};

const settingWords: Readonly<Record<ConnectionProblem, Words>> = {
  notAnObject: [
    l10n.t('Invalid connection'),
    l10n.t('Invalid connection'),
    l10n.t('Edit the setting: an entry needs a region and can have a profile'),
  ],
  profileNotText: [
    l10n.t('Invalid profile'),
    l10n.t('The “profile” of the connection must be a string'),
    l10n.t('Edit the setting'),
  ],
  noRegion: [l10n.t('Region missing'), l10n.t('The connection has no region'), l10n.t('Add one in the settings')],
  duplicate: [l10n.t('Duplicate connection'), l10n.t('Duplicate connection'), l10n.t('Remove one of the two entries')],
};

type OtherKind = Exclude<
  ServiceFailure['kind'],
  'credentials' | 'denied' | 'account' | 'notInRegion' | 'awsSetting' | 'network' | 'setting' | 'copy' | 'serviceEnded'
>;

const otherWords: Readonly<Record<OtherKind, Words>> = {
  notFound: [l10n.t('No longer exists'), l10n.t('This item no longer exists in AWS'), l10n.t('Refresh the list')],
  throttled: [l10n.t('Throttled by AWS'), l10n.t('AWS is throttling requests'), l10n.t('Try again in a moment')],
  badRequest: [l10n.t('Request rejected'), l10n.t('AWS rejected the request'), l10n.t('Try again, or see the log')],
  tooLarge: [
    l10n.t('Request too large'),
    l10n.t('The request is too large for AWS'),
    l10n.t('Reduce the page size in the settings'),
  ],
  methodNotAllowed: [
    l10n.t('Call not supported'),
    l10n.t('AWS does not support this call at this endpoint'),
    l10n.t('Check the region and the endpoint of the profile'),
  ],
  server: [l10n.t('AWS internal error'), l10n.t('AWS had an internal error'), l10n.t('Try again in a moment')],
  malformed: [
    l10n.t('Unexpected response'),
    l10n.t('Unexpected response: it does not look like AWS'),
    l10n.t('Check for a proxy or captive portal'),
  ],
  cancelled: [l10n.t('Cancelled'), l10n.t('Cancelled'), l10n.t('Try again')],
  unexpected: [l10n.t('Unexpected error'), l10n.t('An unexpected error occurred'), l10n.t('See the log')],
};
