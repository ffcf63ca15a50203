import assert from 'node:assert/strict';
import { HandOver, type Origin } from '../../../src/core/handOver/handOver';
import type { ImportJob } from '../../../src/core/jobs/job';
import { descriptions } from '../../../src/services/index';
import { mapJob as mapProfilesJob } from '../../../src/services/customerProfiles/mapJob';
import { mapJob as mapMailManagerJob } from '../../../src/services/mailManager/mapJob';
import { mapJob as mapPinpointJob } from '../../../src/services/pinpoint/mapJob';
import { mapJob as mapSesJob } from '../../../src/services/ses/mapJob';
import { parcels } from '../../support/parcelService';

const origin: Origin = { id: 'prod@eu-west-1', kind: 'aws', region: 'eu-west-1', profile: 'prod' };
const accountId = '123456789012';
const handOver = new HandOver([...descriptions, parcels.description], (id) =>
  id === origin.id ? accountId : undefined,
);

const sesJob = (complete = true): ImportJob =>
  mapSesJob(
    {
      JobId: 'job-1',
      JobStatus: 'COMPLETED',
      ImportDestination: { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
      ...(complete && { ImportDataSource: { S3Url: 's3://bucket/list.csv', DataFormat: 'CSV' } }),
    },
    complete,
    undefined,
  ) ?? assert.fail();
const pinpointJob = (definition: object): ImportJob =>
  mapPinpointJob({ Id: 'job-2', JobStatus: 'COMPLETED', Definition: definition as never }, 'app1', undefined) ??
  assert.fail();
const definition = {
  Format: 'CSV',
  RoleArn: 'arn:aws:iam::123456789012:role/r',
  S3Url: 's3://bucket/k',
  DefineSegment: true,
};
const parcelJob: ImportJob = { ...sesJob(false), service: 'parcels' };

describe('The hand-over of a job', () => {
  it('depends on the service, the account and the details', () => {
    const offered = (at: Origin, job: ImportJob) =>
      Object.entries(handOver.offersOf(at, job)).flatMap(([offer, isOffered]) => (isOffered ? [offer] : []));
    assert.deepEqual(offered(origin, sesJob()), ['console', 'arn', 'link', 'cliCommand', 'rerunCommand']);
    assert.deepEqual(offered({ ...origin, id: 'other' }, sesJob()), ['console', 'link', 'cliCommand', 'rerunCommand']);
    assert.deepEqual(
      offered(origin, sesJob(false)),
      ['console', 'arn', 'link', 'cliCommand', 'rerunCommand'],
      'Details may follow.',
    );
    assert.deepEqual(offered(origin, { ...sesJob(false), complete: true }), ['console', 'arn', 'link', 'cliCommand']);
    assert.deepEqual(offered(origin, pinpointJob(definition)), ['console', 'link', 'cliCommand', 'rerunCommand']);
    assert.deepEqual(offered(origin, pinpointJob({ Format: 'CSV' })), ['link', 'cliCommand']);
    assert.deepEqual(offered({ ...origin, kind: 'sample' }, sesJob()), [], 'AWS does not have sample data.');
    assert.deepEqual(offered(origin, parcelJob), ['link'], 'The service describes no others.');
  });

  it('includes the ARN, in the partition of its region', () => {
    const arn = (region: string) => handOver.arnOf({ ...origin, region }, sesJob());
    assert.equal(arn('eu-west-1'), 'arn:aws:ses:eu-west-1:123456789012:import-job/job-1');
    assert.equal(arn('us-gov-west-1'), 'arn:aws-us-gov:ses:us-gov-west-1:123456789012:import-job/job-1');
    assert.equal(arn('fips-us-east-1'), 'arn:aws:ses:us-east-1:123456789012:import-job/job-1');
    assert.equal(handOver.arnOf(origin, pinpointJob(definition)), undefined);
  });

  it('includes a link, unless the job is sample data, unknown here or without a region', () => {
    const link = (at: Partial<Origin>, job: ImportJob = sesJob(), account?: string) =>
      handOver.linkOf({ ...origin, ...at }, job, account);
    assert.equal(link({}), '/job?region=eu-west-1&service=ses&id=job-1');
    assert.equal(
      link({ region: 'fips-us-east-1' }, pinpointJob(definition), accountId),
      '/job?account=123456789012&region=us-east-1&service=pinpoint&scope=app1&id=job-2',
    );
    assert.ok(link({ kind: 'copy' }));
    assert.deepEqual(
      [link({ kind: 'sample' }), link({ kind: 'copy', region: '' }), link({}, { ...sesJob(), service: 'retired' })],
      [undefined, undefined, undefined],
    );
  });

  it('includes the command that gets the job', () => {
    assert.equal(
      handOver.getCommandOf(origin, sesJob(), 'posix'),
      'aws sesv2 get-import-job --job-id job-1 --profile prod --region eu-west-1',
    );
    assert.equal(
      handOver.getCommandOf(origin, pinpointJob(definition), 'posix'),
      'aws pinpoint get-import-job --application-id app1 --job-id job-2 --profile prod --region eu-west-1',
    );
    assert.equal(
      handOver.getCommandOf(origin, { ...sesJob(), service: 'customerProfiles', scope: 'domain' }, 'posix'),
      'aws customer-profiles get-upload-job --domain-name domain --job-id job-1 --profile prod --region eu-west-1',
    );
  });

  it('includes the export’s own command for an export job', () => {
    const job: ImportJob = { ...sesJob(), scope: 'exports', raw: { JobId: 'job-1' } };
    assert.deepEqual(
      [
        handOver.arnOf(origin, job),
        handOver.getCommandOf(origin, job, 'posix'),
        handOver.rerunOf(origin, job, 'posix'),
      ],
      [
        'arn:aws:ses:eu-west-1:123456789012:export-job/job-1',
        'aws sesv2 get-export-job --job-id job-1 --profile prod --region eu-west-1',
        undefined,
      ],
    );
  });

  it('includes the command that runs the import again, after notes on what it does', () => {
    const ses = handOver.rerunOf(origin, sesJob(), 'posix') ?? assert.fail();
    assert.equal(
      ses.command,
      `aws sesv2 create-import-job --import-destination '{"SuppressionListDestination":{"SuppressionListImportAction":"PUT"}}' ` +
        `--import-data-source '{"S3Url":"s3://bucket/list.csv","DataFormat":"CSV"}' --profile prod --region eu-west-1`,
    );
    assert.deepEqual(ses.comments, [
      '# Adds addresses to the suppression list.',
      '# Starts a new import of the same file. AWS does not recognize repetitions: running this twice imports twice.',
    ]);
    const pinpoint = handOver.rerunOf(origin, pinpointJob(definition), 'posix') ?? assert.fail();
    assert.equal(
      pinpoint.command,
      `aws pinpoint create-import-job --application-id app1 --import-job-request '${JSON.stringify(definition)}' ` +
        '--profile prod --region eu-west-1',
    );
    assert.match(pinpoint.comments.at(-1) ?? '', /ended support .* so this command may fail/u);
  });

  it('includes the steps of an import whose file has to be uploaded', () => {
    const job = mapMailManagerJob(
      {
        JobId: 'job-3',
        Name: 'blocked',
        Status: 'COMPLETED',
        AddressListId: 'al-1',
        ImportDataFormat: { ImportDataType: 'CSV' },
        PreSignedUrl: 'https://b.s3.amazonaws.com/k?X-Amz-Signature=hidden',
      },
      { addressListId: 'al-1', requestId: undefined },
    );
    assert.ok(job !== undefined);
    assert.equal(
      handOver.getCommandOf(origin, job, 'posix'),
      'aws mailmanager get-address-list-import-job --job-id job-3 --profile prod --region eu-west-1',
    );
    const { command, comments } = handOver.rerunOf(origin, job, 'posix') ?? assert.fail();
    assert.equal(
      command,
      'aws mailmanager create-address-list-import-job --address-list-id al-1 --name blocked ' +
        `--import-data-format '{"ImportDataType":"CSV"}' --profile prod --region eu-west-1`,
    );
    assert.match(
      comments.join('\n'),
      /^# .*\n# .* imports nothing until.*\n# .*PreSignedUrl.*\n# .*start-address-list/u,
    );
    assert.equal(handOver.offersOf(origin, job).arn, false);
  });

  it('includes the domain and the column mapping of an import of profiles', () => {
    const Fields = { email: { Target: '_profile.EmailAddress' } };
    const response = { JobId: 'job-4', DisplayName: 'a b.csv', Fields, UniqueKey: 'email', DataExpiry: 14 };
    const options = { domain: 'shop', requestId: undefined, formatCount: String };
    const job = mapProfilesJob(response, { ...options, complete: true }) ?? assert.fail();
    assert.equal(
      handOver.getCommandOf(origin, job, 'posix'),
      'aws customer-profiles get-upload-job --domain-name shop --job-id job-4 --profile prod --region eu-west-1',
    );
    const { command, comments } = handOver.rerunOf(origin, job, 'posix') ?? assert.fail();
    assert.equal(
      command,
      `aws customer-profiles create-upload-job --cli-input-json '{"DomainName":"shop","DisplayName":"a b.csv",` +
        `"Fields":${JSON.stringify(Fields)},"UniqueKey":"email","DataExpiry":14}' --profile prod --region eu-west-1`,
    );
    assert.match(comments.join('\n'), /^# .*\n# .*\n# .*get-upload-job-path.*\n# .*start-upload-job/u);
    const listed = mapProfilesJob({ JobId: 'job-4', DisplayName: 'a' }, { ...options, complete: false });
    assert.equal(listed && handOver.rerunOf(origin, listed, 'posix'), undefined);
  });

  it('includes the known pages of the AWS console, but none of a console that no longer exists', () => {
    const pages = (job: ImportJob) => handOver.consolePagesOf(origin, job).map(({ url }) => url);
    const host = 'https://eu-west-1.console.aws.amazon.com';
    assert.deepEqual(pages(sesJob()), [
      `${host}/ses/home?region=eu-west-1#/suppression-list`,
      `${host}/s3/object/bucket?region=eu-west-1&prefix=list.csv`,
    ]);
    assert.deepEqual(pages(pinpointJob(definition)), [`${host}/s3/object/bucket?region=eu-west-1&prefix=k`]);
    assert.deepEqual(handOver.consolePagesOf({ ...origin, kind: 'sample' }, sesJob()), []);
  });
});
