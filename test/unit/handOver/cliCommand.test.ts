import assert from 'node:assert/strict';
import fc from 'fast-check';
import { commandLine } from '../../../src/core/connections/shellQuote';
import { cliCommand, cliComment } from '../../../src/core/handOver/cliCommand';
import type { CliCall } from '../../../src/core/jobs/serviceDescription';
import { hostileId, hostileText } from '../../support/hostileText';
import { argumentsOf, missingShell, type RealShell } from '../../support/shells';

const scope = { profile: 'prod', region: 'eu-west-1' };
const callFor = (...ids: readonly [job: string, app: string]): CliCall => ({
  command: ['pinpoint', 'get-import-job'],
  input: { JobId: ids[0], ApplicationId: ids[1] },
});

/** Returns the parameters that the AWS CLI would send for its words. Fails for a value that it would replace. */
function inputOf(words: readonly string[]): unknown {
  const [, , ...options] = words;
  const input: Record<string, string> = {};
  for (let index = 0; index < options.length; index += 2) {
    const [name = '', value = assert.fail('no value')] = options.slice(index);
    assert.doesNotMatch(value, /^(?:-|fileb?:|https?:)/u, 'The AWS CLI would read something else.');
    if (name === '--cli-input-json') {
      return JSON.parse(value);
    }
    input[name] = value;
  }
  return { JobId: input['--job-id'], ApplicationId: input['--application-id'] };
}

describe('A command of the AWS CLI', () => {
  it('has the parameters as options, then the profile and the region', () => {
    assert.equal(
      cliCommand(callFor('job-1', 'a1'), scope, 'posix'),
      'aws pinpoint get-import-job --job-id job-1 --application-id a1 --profile prod --region eu-west-1',
    );
    assert.equal(
      cliCommand(callFor('job-1', 'a1'), { region: 'eu-west-1' }, 'pwsh'),
      'aws pinpoint get-import-job --job-id job-1 --application-id a1 --region eu-west-1',
    );
  });

  it('has lists and objects as JSON', () => {
    const call: CliCall = {
      command: ['sesv2', 'create-import-job'],
      input: { ImportDataSource: { S3Url: 's3://b/it\'s "100%"\\.csv', DataFormat: 'CSV' } },
    };
    assert.equal(
      cliCommand(call, scope, 'posix'),
      `aws sesv2 create-import-job --import-data-source '{"S3Url":"s3://b/it\\u0027s \\u0022100\\u0025\\u0022\\u005c.csv","DataFormat":"CSV"}' --profile prod --region eu-west-1`,
    );
    assert.match(cliCommand(call, scope, 'powershell'), /'\{\\"S3Url\\":\\"s3:/u);
    assert.match(cliCommand(call, scope, 'pwsh'), /'\{"S3Url":"s3:/u);
  });

  it('never passes a profile as an option', () => {
    assert.match(cliCommand(callFor('j', 'a'), { ...scope, profile: '-x y' }, 'posix'), / '--profile=-x y' /u);
  });

  it('has no secrets of presigned URLs', () => {
    const call: CliCall = {
      command: ['sesv2', 'create-import-job'],
      input: { ImportDataSource: { S3Url: 'https://b.s3.amazonaws.com/k?X-Amz-Signature=hidden' } },
    };
    assert.doesNotMatch(cliCommand(call, scope, 'posix'), /hidden/u);
  });

  it('is one line that a terminal shows as it is, with any IDs', () => {
    fc.assert(
      fc.property(hostileId, hostileId, fc.constantFrom('posix', 'powershell', 'pwsh', 'cmd'), (job, app, shell) => {
        assert.doesNotMatch(cliCommand(callFor(job, app), scope, shell), /\p{Cc}|[\u2028\u2029\u202e\ufeff]/u);
      }),
    );
  });
});

for (const shell of ['posix', 'pwsh'] as const satisfies readonly RealShell[]) {
  describe(`A command for a real shell: ${shell}`, function () {
    this.timeout(30_000);

    before(function () {
      const missing = missingShell(shell);
      if (missing !== undefined) {
        console.log(`      skipped: ${missing}`);
        this.skip();
      }
    });

    it('passes on hostile words unchanged', () => {
      const word = hostileText.map((text) => text.toWellFormed().replace(/\p{Cc}/gu, ''));
      fc.assert(
        fc.property(
          fc.array(fc.array(word, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
          (calls) => {
            const lines = calls.map((words) => commandLine(['aws', ...words], shell));
            assert.deepEqual(argumentsOf(shell, lines), calls);
          },
        ),
        { numRuns: 100 },
      );
    });

    it('sends hostile IDs to AWS unchanged, and nothing else', () => {
      fc.assert(
        fc.property(fc.array(fc.tuple(hostileId, hostileId), { minLength: 1, maxLength: 8 }), (ids) => {
          const lines = ids.map((each) => cliCommand(callFor(...each), scope, shell));
          const expected = ids.map(([JobId, ApplicationId]) => ({ JobId, ApplicationId }));
          assert.deepEqual(argumentsOf(shell, lines).map(inputOf), expected);
        }),
        { numRuns: 100 },
      );
    });

    it('takes comments as comments', () => {
      const note = 'Adds contacts; it’s done twice (if `run` twice) & "again" $(id) | \n rm -rf ~';

      assert.deepEqual(argumentsOf(shell, [cliComment(note, shell), 'aws done']), [['done']]);
      assert.doesNotMatch(cliComment(note, shell), /["'`$;&|()<>~\n]/u);
    });
  });
}
