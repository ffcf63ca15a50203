import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { readProfiles } from '../../../src/aws/credentials/profiles';
import { profileKindLabel } from '../../../src/core/connections/profile';
import { OwnAwsFiles } from '../../support/ownAwsFiles';

const keys = 'aws_access_key_id = AKIASAMPLE\naws_secret_access_key = secret-of-keys\n';
const role = 'role_arn = arn:aws:iam::111122223333:role/reader\n';

const config = `
[default]
region = eu-central-1

[profile role]
${role}source_profile = keys
region = eu-west-1

[profile instance-role]
${role}credential_source = Ec2InstanceMetadata

[profile web]
${role}web_identity_token_file = /token

[profile process]
credential_process = /bin/credentials --token process-secret

[profile sso]
sso_session = work
sso_account_id = 111122223333
sso_role_name = reader

[profile legacy-sso]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1
sso_account_id = 111122223333
sso_role_name = reader

[profile login]
login_session = arn:aws:iam::111122223333:user/reader

[profile "quoted.name"]
region = us-east-1

[sso-session work]
sso_start_url = https://example.awsapps.com/start
sso_region = us-east-1

[services local]
sesv2 =
  endpoint_url = http://127.0.0.1:1
`;

const credentials = `
[keys]
${keys}
[session]
${keys}aws_session_token = secret-of-session

[role]
${keys}
`;

describe('The profiles of the AWS files', () => {
  let files: OwnAwsFiles;

  beforeEach(async () => {
    files = await OwnAwsFiles.make({ config, credentials });
  });
  afterEach(() => files.takeAway());

  it('are listed by name with their kind, default first, without other sections', async () => {
    assert.deepEqual(
      (await readProfiles()).profiles.map(({ name, kind }) => `${name}: ${profileKindLabel[kind]}`),
      [
        'default: no credentials',
        'instance-role: assumes a role',
        'keys: access keys',
        'legacy-sso: SSO',
        'login: aws login',
        'process: credential process',
        'quoted.name: no credentials',
        // As in the AWS CLI, the role precedes the keys.
        'role: assumes a role',
        'session: session keys',
        'sso: SSO',
        'web: web identity',
      ],
    );
  });

  it('have their region, and no secrets', async () => {
    const { profiles } = await readProfiles();
    const withRegion = profiles.filter(({ region }) => region !== undefined);
    assert.deepEqual(
      withRegion.map(({ name, region }) => [name, region]),
      [
        ['default', 'eu-central-1'],
        ['quoted.name', 'us-east-1'],
        ['role', 'eu-west-1'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(profiles), /secret|AKIA|arn:/i);
  });

  it('are read again each time', async () => {
    await readProfiles();
    await files.write({ credentials: `[new]\n${keys}` });
    assert.deepEqual((await readProfiles()).profiles, [{ name: 'new', kind: 'keys' }]);
  });

  it('are empty without files', async () => {
    await rm(join(files.folder, 'config'));
    await rm(join(files.folder, 'credentials'));
    assert.deepEqual(await readProfiles(), { profiles: [] });
  });

  it('are those of the other file when one cannot be read', async () => {
    await rm(join(files.folder, 'config'));
    assert.deepEqual(
      (await readProfiles()).profiles.map(({ name }) => name),
      ['keys', 'role', 'session'],
    );
  });

  it('include a message about a file that cannot be read', async () => {
    await files.write({ credentials: '[a]\n[a]\n' });
    assert.deepEqual(await readProfiles(), {
      profiles: [],
      problem: `Cannot read ${join(files.folder, 'credentials')}: line 2: duplicate section [a]`,
    });
  });

  describe('have the default chain’s region', () => {
    const chainRegion = async () => (await readProfiles()).chainRegion;

    it('from the default profile', async () => {
      assert.equal(await chainRegion(), 'eu-central-1');
    });

    it('from the profile that the environment names', async () => {
      process.env.AWS_PROFILE = 'role';
      assert.equal(await chainRegion(), 'eu-west-1');
      process.env.AWS_PROFILE = 'keys';
      assert.equal(await chainRegion(), undefined);
    });

    it('from the environment’s region first', async () => {
      process.env.AWS_REGION = 'ca-west-1';
      assert.equal(await chainRegion(), 'ca-west-1');
      process.env.AWS_REGION = '';
      assert.equal(await chainRegion(), 'eu-central-1');
    });
  });
});
