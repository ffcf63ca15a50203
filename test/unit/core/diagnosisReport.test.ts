import assert from 'node:assert/strict';
import type { Diagnosis, RateLimitState, Probe } from '../../../src/core/diagnosis/diagnosis';
import { diagnosisReport } from '../../../src/core/diagnosis/diagnosisReport';

const at = Date.UTC(2026, 10, 22, 10);

function diagnosisOf(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    ...{ label: 'prod · eu-west-1', region: 'eu-west-1', profile: 'prod', at, isMadeUp: false, proxyVariables: [] },
    files: [{ name: 'config', path: '/home/a/.aws/config', variable: 'AWS_CONFIG_FILE', state: 'hasProfile' }],
    credentials: {
      kind: 'sso',
      origin: 'SSO in [profile work] of /config',
      isTemporary: true,
      expiresAt: at + 3_600_000,
      accountId: '123456789012',
      milliseconds: 7,
    },
    services: [],
    ...changes,
  };
}

const withProbe = (probe: Partial<Probe>) =>
  diagnosisReport(
    diagnosisOf({
      services: [
        {
          name: 'Amazon SES',
          endpoint: 'https://email.eu-west-1.amazonaws.com',
          probes: [{ name: 'ListImportJobs', result: 'ok', text: 'answered', ...probe }],
        },
      ],
    }),
  );

describe('the report of a diagnosis', () => {
  it('names the files, profile and credentials in use, and their lifetime', () => {
    const report = diagnosisReport(diagnosisOf());
    assert.match(report, /^# Diagnosis of prod · eu-west-1\n/);
    assert.match(report, /Made at 2026-11-22T10:00:00\.000Z/);
    assert.match(
      report,
      /^- config: `\/home\/a\/\.aws\/config` \(set by `AWS_CONFIG_FILE`\) has a section for the profile$/m,
    );
    assert.match(report, /^- The profile says: SSO$/m);
    assert.match(report, /^- Found in 7 ms, from `SSO in \[profile work\] of \/config`$/m);
    assert.match(report, /until 2026-11-22T11:00:00\.000Z, 60 minutes from then/);
    assert.match(report, /`123456789012`, as the credentials say; AWS was not asked for it/);
    assert.match(report, /Nothing: all that was tried went well\./);
  });

  it('counts one minute as one', () => {
    const life = (left: number) =>
      diagnosisReport(diagnosisOf({ credentials: { isTemporary: true, expiresAt: at + left, milliseconds: 7 } }));
    assert.match(life(60_000), /Z, 1 minute from then$/m);
    assert.match(life(-60_000), /Z, 1 minute ago$/m);
    assert.match(life(-120_000), /Z, 2 minutes ago$/m);
    assert.match(life(0), /Z, 0 minutes from then$/m);
  });

  it('has a row for each check, with result, time and request id', () => {
    assert.match(
      withProbe({ milliseconds: 12, requestId: 'request-1' }),
      /^\| ListImportJobs \| ✓: answered \| 12 ms \| `request-1` \|$/m,
    );
    assert.match(
      withProbe({ result: 'skipped', text: 'no job is known' }),
      /^\| ListImportJobs \| not tried: no job is known \| {2}\| {2}\|$/m,
    );
    assert.match(withProbe({}), /^Endpoint: `https:\/\/email\.eu-west-1\.amazonaws\.com`, AWS’s own$/m);
  });

  it('explains what to do about each failure', () => {
    const failure = { kind: 'denied', action: 'ses:ListImportJobs', httpStatus: 403, detail: 'Not for you' } as const;
    const report = withProbe({ result: 'failed', text: '', failure });
    assert.match(report, /✗ failed: Access denied: ses:ListImportJobs: HTTP 403/);
    assert.match(
      report,
      /^- \*\*Amazon SES, ListImportJobs:\*\* Access denied.*Copy the IAM policy that allows it\. AWS or the SDK said: `Not for you`$/m,
    );
    const credentials = {
      isTemporary: false,
      milliseconds: 3,
      failure: { kind: 'credentials', reason: 'noneFound' },
    } as const;
    assert.match(
      diagnosisReport(diagnosisOf({ credentials })),
      /^- \*\*Credentials:\*\* No AWS credentials were found/m,
    );
  });

  it('describes the sample account as sample data, without files', () => {
    const report = diagnosisReport(diagnosisOf({ isMadeUp: true }));
    assert.match(report, /it is made up/);
    assert.doesNotMatch(report, /AWS files|Profile:/);
  });

  it('describes the rate limits and the effect of throttling', () => {
    const withRateLimit = (rateLimit: Partial<RateLimitState>) =>
      diagnosisReport(
        diagnosisOf({
          services: [
            {
              name: 'Amazon SES',
              probes: [],
              rateLimit: { burst: 5, interval: 5000, throttledCount: 0, ...rateLimit },
            },
          ],
        }),
      );
    assert.match(
      withRateLimit({}),
      /^Rate limit for these credentials: at most 5 requests per 5 s\. AWS has throttled no request since this window opened\.$/m,
    );
    assert.match(
      withRateLimit({ throttledCount: 1, lastThrottledAt: at, backoff: 2000 }),
      /AWS has throttled 1 request since this window opened, last at 2026-11-22T10:00:00\.000Z\. Current backoff: one request per 2 s\.$/m,
    );
    assert.match(
      withRateLimit({ throttledCount: 3, lastThrottledAt: at }),
      /AWS has throttled 3 requests .*\. No backoff any more\.$/m,
    );
  });

  it('escapes hostile text', () => {
    const hostile = '`x` | <img src=x onerror=alert(1)> [link](command:evil)\n# Heading\u202e **bold**';
    const report = withProbe({
      name: hostile,
      text: hostile,
      requestId: hostile,
      result: 'failed',
      failure: { kind: 'server', detail: hostile },
    });
    for (const line of report.split('\n')) {
      assert.doesNotMatch(line, /^# Heading/);
      // No markup or link outside code spans.
      const outside = line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, '');
      assert.doesNotMatch(outside, /(?<!\\)<img|(?<!\\)\[link|(?<!\\)\*\*bold/);
    }
    assert.ok(!report.includes('\u202e'));
    const [row = ''] = report.split('\n').filter((line) => line.includes('✗ failed'));
    assert.equal(row.match(/(?<!\\)\|/g)?.length, 5);
  });

  it('contains no key, token or presigned query from any source', () => {
    const key = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
    const url = 'https://bucket.s3.amazonaws.com/x?X-Amz-Signature=abcdef0123456789&X-Amz-Credential=c';
    const detail = `key ${key}, aws_session_token=IQoJb3Jp, secret_key: abcd, ${url}`;
    const report = withProbe({ text: detail, requestId: detail, failure: { kind: 'server', detail } });
    for (const secret of [key, 'IQoJb3Jp', 'abcdef0123456789', 'abcd,']) {
      assert.ok(!report.includes(secret), secret);
    }
  });
});
