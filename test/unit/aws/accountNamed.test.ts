import assert from 'node:assert/strict';
import { accessPortal } from '../../../src/aws/credentials/accessPortal';
import { accountNamed } from '../../../src/aws/credentials/accountNamed';
import { credentialsOrigin } from '../../../src/aws/credentials/credentialsOrigin';
import { signInPlan } from '../../../src/aws/credentials/signInPlan';
import type { Connection } from '../../../src/core/connections/connection';
import { OwnAwsFiles } from '../../support/ownAwsFiles';

const keys = 'aws_access_key_id = AKIASAMPLE\naws_secret_access_key = secret\n';

const config = `
[profile role]
role_arn = arn:aws:iam::111111111111:role/reader
source_profile = keys

[profile web]
role_arn = arn:aws-cn:iam::222222222222:role/reader
web_identity_token_file = /token

[profile process]
credential_process = /bin/credentials
aws_account_id = 333333333333

[profile sso]
sso_session = work
sso_account_id = 444444444444
sso_role_name = reader

[profile login]
login_session = arn:aws:iam::555555555555:user/reader

[profile bad]
sso_account_id = all of them
sso_role_name = reader

[profile none]
aws_account_id = 666666666666
`;

const credentials = `
[keys]
${keys}aws_account_id = 777777777777

[plain]
${keys}
`;

describe('The AWS account that the AWS files name', () => {
  let files: OwnAwsFiles;

  beforeEach(async () => {
    files = await OwnAwsFiles.make({ config, credentials });
  });
  afterEach(() => files.takeAway());

  const named = (profile?: string, kind: 'aws' | 'sample' | 'copy' = 'aws') =>
    accountNamed({ kind, ...(profile === undefined ? {} : { profile }) });

  it('is that of the profile’s credentials', async () => {
    assert.deepEqual(await Promise.all(['role', 'web', 'process', 'sso', 'login', 'keys'].map((name) => named(name))), [
      '111111111111',
      '222222222222',
      '333333333333',
      '444444444444',
      '555555555555',
      '777777777777',
    ]);
  });

  it('is unknown for keys alone, without credentials, and for a profile that is wrong or missing', async () => {
    for (const name of ['plain', 'bad', 'none', 'missing']) {
      assert.equal(await named(name), undefined, name);
    }
    await files.write({ config: '[profile keys' });
    assert.equal(await named('keys'), undefined);
  });

  it('is that of the environment’s keys for the default chain', async () => {
    assert.equal(await named(), undefined);
    Object.assign(process.env, { AWS_PROFILE: 'sso' });
    assert.equal(await named(), '444444444444');
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIASAMPLE', AWS_ACCOUNT_ID: '888888888888' });
    assert.equal(await named(), '888888888888');
    assert.equal(await named('sso'), '444444444444');
  });

  it('is that of the environment’s web identity for the default chain, unless the profile assumes a role', async () => {
    Object.assign(process.env, {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
      AWS_ROLE_ARN: 'arn:aws:iam::999999999999:role/pod',
      AWS_PROFILE: 'sso',
    });
    const chain: Connection = { id: 'chain', kind: 'aws', label: 'Chain', region: 'eu-west-1' };
    assert.equal(await named(), '999999999999');
    assert.equal(await accessPortal(chain), undefined);
    assert.deepEqual(await signInPlan(chain), { kind: 'none', profile: 'sso', credentials: 'webIdentity' });
    assert.equal(await credentialsOrigin(undefined), 'environment variable AWS_WEB_IDENTITY_TOKEN_FILE');
    assert.equal(await named('sso'), '444444444444');
    Object.assign(process.env, { AWS_PROFILE: 'role' });
    assert.equal(await named(), '111111111111');
  });

  it('is unknown for sample data and saved copies', async () => {
    assert.deepEqual([await named('sso', 'sample'), await named('sso', 'copy')], [undefined, undefined]);
  });
});
