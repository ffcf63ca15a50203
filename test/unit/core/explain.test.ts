import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ConnectionProblem } from '../../../src/core/connections/connection';
import { explain } from '../../../src/core/failures/explain';
import { canIamPolicyHelp } from '../../../src/core/failures/explainDenial';
import type {
  AccountReason,
  AwsSettingProblem,
  CopyProblem,
  CredentialsReason,
  Denial,
  DenyingPolicy,
  NetworkReason,
  ServiceFailure,
} from '../../../src/core/failures/failure';
import { endOfSupport } from '../../../src/services/pinpoint/description';

/** Every kind, checked by the compiler. */
const plainKinds = {
  ...{ notFound: true, throttled: true, badRequest: true, tooLarge: true, methodNotAllowed: true },
  ...{ server: true, malformed: true, cancelled: true, unexpected: true, denied: true },
} satisfies Record<
  Exclude<
    ServiceFailure['kind'],
    'credentials' | 'network' | 'setting' | 'account' | 'notInRegion' | 'awsSetting' | 'serviceEnded' | 'copy'
  >,
  true
>;

const credentialsReasons = {
  ...{
    notSignedIn: true,
    signInExpired: true,
    mfaNeeded: true,
    mfaCancelled: true,
    mfaRefused: true,
    roleRefused: true,
    processFailed: true,
  },
  ...{ missingSetting: true, invalidSetting: true, unreadableFile: true },
  ...{ unknownProfile: true, noneFound: true, rejected: true, badSignature: true, clockSkew: true, other: true },
} satisfies Record<CredentialsReason, true>;

const networkReasons = {
  ...{ nameNotFound: true, refused: true, timedOut: true, tls: true, proxy: true, reset: true, other: true },
} satisfies Record<NetworkReason, true>;

const accountReasons = {
  ...{ notSubscribed: true, suspended: true, unverified: true, regionDisabled: true },
} satisfies Record<AccountReason, true>;

const policies = {
  ...{ identity: true, resource: true, serviceControl: true, resourceControl: true, boundary: true },
  ...{ session: true, vpcEndpoint: true, roleTrust: true },
} satisfies Record<DenyingPolicy, true>;

const awsSettingProblems = {
  ...{ endpoint: true, region: true, services: true, caBundleMissing: true, caBundleInvalid: true },
} satisfies Record<AwsSettingProblem, true>;

const copyProblems = {
  ...{ missing: true, unreadable: true, tooLarge: true, notJson: true, cutOff: true, newer: true, noJobs: true },
} satisfies Record<CopyProblem, true>;

const settingReasons = {
  ...{ notAnObject: true, profileNotText: true, noRegion: true, duplicate: true },
} satisfies Record<ConnectionProblem, true>;

const keysOf = <K extends string>(object: Readonly<Record<K, true>>) => Object.keys(object) as K[];

/** All denials in AWS's messages, except a missing IAM policy. */
const denials: readonly Denial[] = [
  { isExplicit: true },
  ...keysOf(policies).flatMap((policy) => [
    { policy, isExplicit: true },
    ...(policy === 'identity' ? [] : [{ policy, isExplicit: false }]),
  ]),
];

const failures: readonly ServiceFailure[] = [
  ...denials.map((by) => ({ kind: 'denied' as const, action: 'ses:ListImportJobs', by })),
  { kind: 'credentials', reason: 'rejected', region: 'me-south-1' },
  { kind: 'credentials', reason: 'roleRefused', by: { policy: 'roleTrust', isExplicit: false } },
  { kind: 'notInRegion', service: 'Amazon Pinpoint', region: 'eu-north-1' },
  { kind: 'serviceEnded', end: endOfSupport },
  { kind: 'notFound', action: 'profile:GetUploadJob' },
  ...keysOf(awsSettingProblems).map((problem) => {
    return {
      kind: 'awsSetting' as const,
      problem,
      value: 'x',
      source: 'region of the profile work',
      file: '/a/config',
    };
  }),
  ...keysOf(accountReasons).map((reason) => ({ kind: 'account' as const, reason })),
  ...keysOf(plainKinds).map((kind) => ({ kind })),
  ...keysOf(credentialsReasons).map((reason) => ({
    ...{ kind: 'credentials' as const, reason, profile: 'work', setting: 'sso_region', problem: 'sso_region is wrong' },
    file: '/a/config',
  })),
  ...keysOf(networkReasons).map((reason) => ({ kind: 'network' as const, reason })),
  ...keysOf(settingReasons).map((reason) => ({ kind: 'setting' as const, reason })),
  ...keysOf(copyProblems).map((problem) => ({ kind: 'copy' as const, problem, file: 'prod.json' })),
];

const nameOf = (failure: ServiceFailure) => {
  const { kind, by, ...rest } = { by: undefined, ...failure };
  const denied = by === undefined ? '' : ` ${by.isExplicit ? 'by' : 'for want of'} ${by.policy ?? 'some policy'}`;
  return [
    kind,
    'reason' in rest ? `, ${rest.reason}` : '',
    'problem' in rest ? `, ${rest.problem}` : '',
    'region' in rest ? ' in a region' : '',
    denied,
  ].join('');
};

describe('explain', () => {
  for (const failure of failures) {
    it(`explains what is wrong and what to do, without the service’s message: ${nameOf(failure)}`, () => {
      const context = { operation: 'GetApps', httpStatus: 418, requestId: 'request-1', detail: 'Words of the service' };
      const { label, sentence, next, step } = explain({ ...failure, ...context });
      assert.ok(label.length <= 28, `${label}: ${label.length} characters`);
      for (const text of [label, sentence, next]) {
        assert.match(text, /^\p{Lu}.*[^.\s]$/u);
        assert.doesNotMatch(text, /Words of the service|418|request-1|undefined|\n/);
      }
      assert.ok(['retry', 'signIn', 'openSettings', 'showLog', 'copyPolicy', 'openMigrationGuide'].includes(step));
    });
  }

  it('has labels that fit into a row in every translation', () => {
    const labels = new Set(failures.map((failure) => explain(failure).label));
    for (const name of readdirSync('l10n').filter((file) => /^bundle\.l10n\..+\.json$/u.test(file))) {
      const texts = JSON.parse(readFileSync(join('l10n', name), 'utf8')) as Readonly<Record<string, string>>;
      for (const label of labels) {
        const { [label]: translated = assert.fail(`${name} lacks “${label}”.`) } = texts;
        assert.ok(translated.length <= 34, `${name}: ${translated} has ${translated.length} characters`);
      }
    }
  });

  it('has the labels that the documentation explains', () => {
    const [tables = ''] = readFileSync('docs/troubleshooting.md', 'utf8').split('## Diagnose Connection');
    const explained = tables
      .split('\n')
      .filter((line) => line.startsWith('| **'))
      .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/\*\*(.+?)\*\*/gu)].map(([, label]) => label));
    const labels = new Set(failures.map((failure) => explain(failure).label));
    assert.deepEqual(explained.toSorted(), [...labels].filter((label) => label !== 'Cancelled').toSorted());
  });

  it('has the labels that the README names', () => {
    const labels = failures.map((failure) => explain(failure).label);
    const [, troubleshooting = ''] = readFileSync('README.md', 'utf8').split(/^## Troubleshooting$/mu);
    const rows = troubleshooting.match(/^\| \*\*.*?\*\* \|/gmu) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/\*\*(.+?)\*\*/gu)].map(([, label = '']) => label));
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((label) => !labels.includes(label)),
      [],
    );
  });

  it('has different texts for each failure', () => {
    const sentences = failures.map((failure) => explain(failure).sentence);
    assert.equal(new Set(sentences).size, sentences.length);
  });

  it('names the denied action, and offers a policy when it can help', () => {
    for (const by of [undefined, { policy: 'identity', isExplicit: false } as const]) {
      const { sentence, step } = explain({ kind: 'denied', action: 'ses:ListImportJobs', ...(by && { by }) });
      assert.equal(sentence, 'Access denied: ses:ListImportJobs');
      assert.equal(step, 'copyPolicy');
    }
  });

  it('names the policy that denied the action, and offers none when it cannot help', () => {
    for (const by of denials) {
      const { sentence, next, step } = explain({ kind: 'denied', action: 'ses:ListImportJobs', by });
      assert.match(sentence, /^Access denied: .*ses:ListImportJobs/);
      assert.doesNotMatch(next, /Copy/);
      assert.notEqual(step, 'copyPolicy');
      assert.equal(canIamPolicyHelp(by), false);
    }
    const sentenceOf = (by: Denial) => explain({ kind: 'denied', action: 'ses:GetImportJob', by }).sentence;
    assert.equal(
      sentenceOf({ policy: 'serviceControl', isExplicit: true }),
      'Access denied: a service control policy explicitly denies ses:GetImportJob',
    );
    assert.equal(
      sentenceOf({ policy: 'boundary', isExplicit: false }),
      'Access denied: no permissions boundary allows ses:GetImportJob',
    );
  });

  it('names a region that may not be enabled, or that lacks a service', () => {
    const rejected = explain({ kind: 'credentials', reason: 'rejected', region: 'me-south-1' });
    assert.match(rejected.sentence, /or the region me-south-1 is not enabled for this account$/);
    const { sentence, step } = explain({ kind: 'notInRegion', service: 'Amazon Pinpoint', region: 'eu-north-1' });
    assert.equal(sentence, 'Amazon Pinpoint is not available in eu-north-1');
    assert.equal(step, 'openSettings');
  });

  it('explains Pinpoint’s end of support rather than an empty list, and links to AWS’s guide', () => {
    const { sentence, step } = explain({ kind: 'serviceEnded', end: endOfSupport });
    assert.match(
      sentence,
      /^AWS ended support for the segments and import jobs of Amazon Pinpoint on October 30, 2026$/,
    );
    assert.equal(step, 'openMigrationGuide');
  });

  it('offers the settings for problems there', () => {
    for (const reason of keysOf(settingReasons)) {
      assert.equal(explain({ kind: 'setting', reason }).step, 'openSettings');
    }
  });

  it('names a missing profile, and offers the settings', () => {
    const { sentence, step } = explain({ kind: 'credentials', reason: 'unknownProfile', profile: 'werk' });
    assert.match(sentence, /“werk”/);
    assert.equal(step, 'openSettings');
  });
});
