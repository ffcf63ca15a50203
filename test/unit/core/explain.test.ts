import assert from 'node:assert/strict';
import type { ConnectionProblem } from '../../../src/core/connection';
import { explain } from '../../../src/core/explain';
import type { CredentialsReason, NetworkReason, ServiceFailure } from '../../../src/core/failure';

/** Every kind, so that the compiler asks for one that is missing. */
const plainKinds = {
  ...{ notFound: true, throttled: true, badRequest: true, tooLarge: true, methodNotAllowed: true },
  ...{ server: true, malformed: true, serviceEnded: true, cancelled: true, unexpected: true, denied: true },
} satisfies Record<Exclude<ServiceFailure['kind'], 'credentials' | 'network' | 'setting'>, true>;

const credentialsReasons = {
  ...{
    signInExpired: true,
    mfaNeeded: true,
    mfaCancelled: true,
    mfaRefused: true,
    roleRefused: true,
    processFailed: true,
  },
  ...{ unknownProfile: true, noneFound: true, rejected: true, clockSkew: true, other: true },
} satisfies Record<CredentialsReason, true>;

const networkReasons = {
  ...{ nameNotFound: true, refused: true, timedOut: true, tls: true, proxy: true, reset: true, other: true },
} satisfies Record<NetworkReason, true>;

const settingReasons = {
  ...{ notAnObject: true, profileNotText: true, noRegion: true, twice: true },
} satisfies Record<ConnectionProblem, true>;

const keysOf = <K extends string>(object: Readonly<Record<K, true>>) => Object.keys(object) as K[];

const failures: readonly ServiceFailure[] = [
  ...keysOf(plainKinds).map((kind) => ({ kind })),
  ...keysOf(credentialsReasons).map((reason) => ({ kind: 'credentials' as const, reason, profile: 'work' })),
  ...keysOf(networkReasons).map((reason) => ({ kind: 'network' as const, reason })),
  ...keysOf(settingReasons).map((reason) => ({ kind: 'setting' as const, reason })),
];

const nameOf = (failure: ServiceFailure) => ('reason' in failure ? `${failure.kind}, ${failure.reason}` : failure.kind);

describe('explain', () => {
  for (const failure of failures) {
    it(`says what is wrong and what to do, without what the service said: ${nameOf(failure)}`, () => {
      const context = { operation: 'GetApps', httpStatus: 418, requestId: 'request-1', detail: 'Words of the service' };
      const { sentence, next, step } = explain({ ...failure, ...context });
      for (const text of [sentence, next]) {
        assert.match(text, /^\p{Lu}.*[^.\s]$/u);
        assert.doesNotMatch(text, /Words of the service|418|request-1|undefined|\n/);
      }
      assert.ok(['retry', 'signIn', 'openSettings', 'showLog', 'copyPolicy', 'openMigrationGuide'].includes(step));
    });
  }

  it('says something of its own for each', () => {
    const sentences = failures.map((failure) => explain(failure).sentence);
    assert.equal(new Set(sentences).size, sentences.length);
  });

  it('names what would have to be allowed', () => {
    const { sentence, step } = explain({ kind: 'denied', action: 'ses:ListImportJobs' });
    assert.match(sentence, /ses:ListImportJobs/);
    assert.equal(step, 'copyPolicy');
  });

  it('says that Pinpoint’s end is one, never that there are no jobs, and sends to AWS’s guide', () => {
    const { sentence, step } = explain({ kind: 'serviceEnded' });
    assert.match(sentence, /^Amazon Pinpoint’s segments and import jobs ended on 30 October 2026$/);
    assert.equal(step, 'openMigrationGuide');
  });

  it('sends to the settings for what is wrong there', () => {
    for (const reason of keysOf(settingReasons)) {
      assert.equal(explain({ kind: 'setting', reason }).step, 'openSettings');
    }
  });

  it('names the profile that is missing, and sends to the settings for it', () => {
    const { sentence, step } = explain({ kind: 'credentials', reason: 'unknownProfile', profile: 'werk' });
    assert.match(sentence, /“werk”/);
    assert.equal(step, 'openSettings');
  });
});
