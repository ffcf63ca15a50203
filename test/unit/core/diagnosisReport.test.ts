import assert from 'node:assert/strict';
import type { Diagnosis, Probe, RateLimitState, ServiceFound } from '../../../src/core/diagnosis/diagnosis';
import { diagnosisReport } from '../../../src/core/diagnosis/diagnosisReport';
import type { ServiceFailure } from '../../../src/core/failures/failure';
import { formatsFor } from '../../../src/core/text/formats';

const at = Date.UTC(2026, 10, 22, 10);
const formats = formatsFor('en', 'en-US');
const { timeWithZone } = formats;

function diagnosisOf(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    ...{ label: 'prod · eu-west-1', region: 'eu-west-1', profile: 'prod', at, isSample: false, proxyVariables: [] },
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

const reportOf = (changes: Partial<Diagnosis> = {}) => diagnosisReport(diagnosisOf(changes), formats);

const endpoint = 'https://email.eu-west-1.amazonaws.com';
const withProbe = (probe: Partial<Probe>) =>
  reportOf({
    services: [
      {
        name: 'Amazon SES',
        endpoint,
        probes: [{ name: 'ListImportJobs', result: 'ok', text: 'Response received', ...probe }],
      },
    ],
  });

/** A service whose checks fail, each with its failure. */
const failing = (name: string, failures: Readonly<Record<string, ServiceFailure>>): ServiceFound => ({
  name,
  endpoint,
  probes: Object.entries(failures).map(([check, failure]) => ({ name: check, result: 'failed', text: '', failure })),
});

/** Returns the lines between the title and the details. */
const conclusionOf = (report: string) => {
  const [, conclusion = ''] = /^# .*\n\n([^]*?)\n\n## /u.exec(report) ?? [];
  return conclusion.split('\n');
};

describe('the report of a diagnosis', () => {
  describe('begins with the conclusion', () => {
    it('that there are no problems', () => {
      assert.deepEqual(conclusionOf(reportOf()), ['**No problems found.**']);
    });

    it('with one line for each cause, its next step and the services that it affects', () => {
      const unknown = { kind: 'network', reason: 'nameNotFound', detail: 'getaddrinfo ENOTFOUND' } as const;
      const services = [
        failing('Amazon SES', { 'Name resolution': unknown, TLS: unknown, ListImportJobs: unknown }),
        failing('Amazon Pinpoint', { GetApps: unknown, GetSegments: { kind: 'throttled', httpStatus: 429 } }),
      ];
      assert.deepEqual(conclusionOf(reportOf({ services })), [
        '**2 problems found:**',
        '',
        '- **Host not found: the name of the endpoint cannot be resolved.** Check the region and the network. Affects Amazon SES and Amazon Pinpoint.',
        '- **AWS is throttling requests.** Try again in a moment. Affects Amazon Pinpoint.',
      ]);
    });

    it('with one line for all actions that the same policy denies', () => {
      const denied = (action: string) => ({ kind: 'denied', action, httpStatus: 403 }) as const;
      const by = { policy: 'boundary', isExplicit: false } as const;
      const services = [
        failing('Amazon SES', {
          ListImportJobs: denied('ses:ListImportJobs'),
          GetImportJob: denied('ses:GetImportJob'),
        }),
        failing('Amazon Pinpoint', {
          GetApps: { ...denied('mobiletargeting:GetApps'), by },
          GetSegments: { ...denied('mobiletargeting:GetSegments'), by },
        }),
      ];
      const next = 'Ask your administrator to change the permissions boundary of the user or role';
      assert.deepEqual(conclusionOf(reportOf({ services })).slice(2), [
        '- **Access denied: ses:ListImportJobs and ses:GetImportJob.** Copy the IAM policy. Affects Amazon SES.',
        `- **Access denied: no permissions boundary allows mobiletargeting:GetApps and mobiletargeting:GetSegments.** ${next}. Affects Amazon Pinpoint.`,
      ]);
    });

    it('with the credentials first', () => {
      const failure = { kind: 'credentials', reason: 'noneFound' } as const;
      const credentials = { isTemporary: false, milliseconds: 3, failure };
      const services = [failing('Amazon SES', { Endpoint: { kind: 'network', reason: 'refused' } })];
      assert.deepEqual(conclusionOf(reportOf({ credentials, services })).slice(2), [
        '- **No AWS credentials found.** Sign in or set up a profile.',
        '- **Connection refused by the endpoint.** Check the endpoint and the network. Affects Amazon SES.',
      ]);
    });
  });

  it('names the files, profile and credentials in use, and their lifetime', () => {
    const report = reportOf();
    assert.match(report, /^# Diagnosis of prod · eu-west-1\n/);
    assert.ok(
      report.endsWith(`Created ${timeWithZone(at)}. Contains no keys, tokens or response data.\n`),
      'It ends with its time, in a time zone.',
    );
    assert.match(timeWithZone(at), /\b(?:UTC|GMT|[A-Z]{3,4})/);
    assert.match(report, /^- Profile: `prod`\n- Region: `eu-west-1`$/m);
    assert.match(report, /^- config: `\/home\/a\/\.aws\/config` · set by `AWS_CONFIG_FILE` · contains the profile$/m);
    assert.match(report, /^- Type: SSO\n- Source: SSO in \\\[profile work\\\] of \/config\n- Found in 7 ms$/m);
    assert.match(report, /^- Account: `123456789012`, according to the credentials$/m);
  });

  it('says whether and when the credentials expire', () => {
    const life = (expiresAt: number | undefined, isTemporary = true) => {
      const report = reportOf({ credentials: { isTemporary, expiresAt, milliseconds: 7 } });
      return /^- Found .*\n- (.*)$/mu.exec(report)?.[1];
    };
    assert.equal(life(at + 60_000), `Expires: ${timeWithZone(at + 60_000)}`);
    assert.equal(life(at - 60_000), `Expired: ${timeWithZone(at - 60_000)}`);
    assert.equal(life(Number.NaN), 'Expires: invalid time');
    assert.equal(life(undefined), 'Temporary, with unknown expiration');
    assert.equal(life(undefined, false), 'Without expiration');
  });

  it('has a row for each check, with result, time and request id', () => {
    assert.match(
      withProbe({ milliseconds: 1234, requestId: 'request-1' }),
      /^\| ListImportJobs \| ✓ Response received \| 1,234 ms \| `request-1` \|$/m,
    );
    assert.match(
      withProbe({ result: 'skipped', text: 'no job to request' }),
      /^\| ListImportJobs \| Skipped: no job to request \| {2}\| {2}\|$/m,
    );
    assert.match(withProbe({}), /^Endpoint: `https:\/\/email\.eu-west-1\.amazonaws\.com` · default of AWS$/m);
  });

  it('describes each failure in its row, and quotes each message once', () => {
    const failure = { kind: 'denied', action: 'ses:ListImportJobs', httpStatus: 403, detail: 'Not for you' } as const;
    const report = reportOf({
      services: [failing('Amazon SES', { ListImportJobs: failure, GetImportJob: failure, GetApps: failure })],
    });
    assert.match(report, /^\| ListImportJobs \| ✗ Failed: Access denied: ses:ListImportJobs · HTTP 403 \|/m);
    assert.match(report, /^Messages:\n\n- ListImportJobs, GetImportJob, and GetApps: `Not for you`\n\n/m);
    assert.equal(report.split('Not for you').length, 2);
  });

  it('describes the sample account as sample data, without files', () => {
    const report = reportOf({ isSample: true });
    assert.match(report, /The sample account has generated sample data/);
    assert.doesNotMatch(report, /AWS files|Profile:/);
  });

  it('describes the rate limits and the effect of throttling', () => {
    const withRateLimit = (rateLimit: Partial<RateLimitState>) =>
      reportOf({
        services: [
          {
            name: 'Amazon SES',
            probes: [],
            rateLimit: { burst: 5, interval: 5000, throttledCount: 0, ...rateLimit },
          },
        ],
      });
    assert.match(
      withRateLimit({}),
      /^Rate limit: 5 requests per 5 s\. AWS has not throttled any requests since this window was opened\.$/m,
    );
    const throttled = withRateLimit({ throttledCount: 1, lastThrottledAt: at, backoff: 2000 });
    assert.ok(
      throttled.includes(
        `AWS has throttled 1 request since this window was opened. Last: ${timeWithZone(at)}. Current backoff: one request per 2 s.\n`,
      ),
    );
    assert.match(
      withRateLimit({ throttledCount: 3, lastThrottledAt: at }),
      /AWS has throttled 3 requests .*\. No backoff at present\.$/m,
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
    const [row = ''] = report.split('\n').filter((line) => line.includes('✗ Failed'));
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
