import assert from 'node:assert/strict';
import { accountIn, connectionPolicy, denialPolicy, policyFor } from '../../../src/core/connections/iamPolicy';
import { descriptions } from '../../../src/services/index';

interface Policy {
  readonly Version: string;
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: readonly string[];
    readonly Resource: string;
  }[];
}

const read = (policy: string) => JSON.parse(policy) as Policy;

describe('the IAM policy of a connection', () => {
  it('allows exactly the calls that are made, on their resources', () => {
    const { Version, Statement } = read(
      connectionPolicy({ region: 'eu-west-1', accountId: '123456789012' }, descriptions),
    );
    assert.equal(Version, '2012-10-17');
    const granted = Statement.flatMap(({ Effect, Action, Resource }) =>
      Action.map((action) => [Effect, action, Resource]),
    );
    const addressLists = 'arn:aws:ses:eu-west-1:123456789012:mailmanager-address-list/*';
    const pinpoint = 'arn:aws:mobiletargeting:eu-west-1:123456789012:apps';
    assert.deepEqual(granted, [
      ['Allow', 'ses:ListImportJobs', '*'],
      ['Allow', 'ses:GetImportJob', 'arn:aws:ses:eu-west-1:123456789012:import-job/*'],
      ['Allow', 'ses:ListAddressLists', '*'],
      ['Allow', 'ses:ListAddressListImportJobs', addressLists],
      ['Allow', 'ses:GetAddressListImportJob', addressLists],
      ['Allow', 'mobiletargeting:GetApps', pinpoint],
      ['Allow', 'mobiletargeting:GetSegments', `${pinpoint}/*`],
      ['Allow', 'mobiletargeting:GetImportJobs', `${pinpoint}/*`],
      ['Allow', 'mobiletargeting:GetSegmentImportJobs', `${pinpoint}/*/segments/*`],
      ['Allow', 'mobiletargeting:GetImportJob', `${pinpoint}/*/jobs/import/*`],
    ]);
    assert.ok(granted.every(([, action]) => /^(ses|mobiletargeting):(Get|List)[A-Za-z]+$/.test(action ?? '')));
  });

  it('allows reading upload jobs of Customer Profiles, but not the path, which comes with a key', () => {
    const { Statement } = read(connectionPolicy({ region: 'eu-central-1', accountId: '123456789012' }, descriptions));
    const granted = Statement.flatMap(({ Action, Resource }) => Action.map((action) => [action, Resource]));
    const domains = 'arn:aws:profile:eu-central-1:123456789012:domains/*';
    assert.deepEqual(
      granted.filter(([action = '']) => action.startsWith('profile:')),
      [
        ['profile:ListDomains', '*'],
        ['profile:ListUploadJobs', domains],
        ['profile:GetUploadJob', domains],
      ],
    );
  });

  it('allows checking addresses only if the user opts in, by the setting or by copying it for a denial', () => {
    const checks = [
      ['ses:GetSuppressedDestination', '*'],
      ['ses:GetContact', 'arn:aws:ses:eu-west-1:123456789012:contact-list/*'],
    ];
    const scope = { region: 'eu-west-1', accountId: '123456789012' };
    const granted = (policy: string) =>
      read(policy).Statement.flatMap(({ Action, Resource }) => Action.map((action) => [action, Resource]));
    const isCheck = (grant: readonly string[]) => checks.some(([check]) => check === grant[0]);
    const all = connectionPolicy(scope, descriptions, (name) => name === 'ses.checkAddress');
    assert.deepEqual(granted(connectionPolicy(scope, descriptions)).filter(isCheck), []);
    assert.deepEqual(granted(all).filter(isCheck), checks);
    assert.deepEqual(granted(policyFor(scope, descriptions, { action: 'ses:GetContact' })), checks);
    assert.deepEqual(
      granted(policyFor(scope, descriptions, { action: 'ses:ListImportJobs' })),
      granted(denialPolicy(scope, { action: 'ses:ListImportJobs' })),
    );
  });

  it('has unique names that IAM accepts', () => {
    const names = read(connectionPolicy({ region: 'eu-west-1' }, descriptions)).Statement.map(({ Sid }) => Sid);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.every((name) => /^[A-Za-z0-9]+$/.test(name)));
  });

  it('applies to any account while the account is unknown', () => {
    const [, get] = read(connectionPolicy({ region: 'eu-west-1' }, descriptions)).Statement;
    assert.equal(get?.Resource, 'arn:aws:ses:eu-west-1:*:import-job/*');
  });

  it('leaves Pinpoint out in regions without it', () => {
    const services = (region: string) =>
      new Set(
        read(connectionPolicy({ region }, descriptions)).Statement.flatMap(({ Action }) =>
          Action.map((name) => name.split(':')[0]),
        ),
      );
    assert.deepEqual(services('eu-west-3'), new Set(['ses']));
    assert.deepEqual(services('xx-new-1'), new Set(['ses']));
    assert.deepEqual(services('eu-west-1'), new Set(['ses', 'mobiletargeting']));
  });

  it('allows exactly what was denied', () => {
    const scope = { region: 'us-gov-west-1', accountId: '123456789012' };
    const denied = (action: string, resource?: string) =>
      read(denialPolicy(scope, { action, resource })).Statement.map(({ Action, Resource }) => [...Action, Resource]);
    assert.deepEqual(denied('ses:ListImportJobs'), [['ses:ListImportJobs', '*']]);
    assert.deepEqual(denied('mobiletargeting:GetSegments', 'apps/app-1'), [
      ['mobiletargeting:GetSegments', 'arn:aws-us-gov:mobiletargeting:us-gov-west-1:123456789012:apps/app-1'],
    ]);
  });

  it('escapes wildcards and variables in an id', () => {
    const [statement] = read(
      denialPolicy({ region: 'eu-west-1' }, { action: 'ses:GetImportJob', resource: 'import-job/*?${aws:x}"' }),
    ).Statement;
    assert.equal(statement?.Resource, 'arn:aws:ses:eu-west-1:*:import-job/${*}${?}${$}{aws:x}"');
  });

  it('finds the account in an ARN', () => {
    assert.equal(accountIn('arn:aws-us-gov:mobiletargeting:us-gov-west-1:123456789012:apps/a'), '123456789012');
    for (const other of [undefined, '', 'arn:aws:s3:::bucket', 'arn:aws:mobiletargeting:eu-west-1:1234:apps/a', 'x']) {
      assert.equal(accountIn(other), undefined);
    }
  });
});
