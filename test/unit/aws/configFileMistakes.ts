import { keys, region, role, sso, session, inEnvironment, prints, utf16, type Case } from './configFileCase';

const processFailures: readonly Case[] = [
  {
    what: 'a process with an unclosed quote',
    config: `[profile p]\n${prints} "a\n`,
    profile: 'p',
    expected: {
      failure:
        'Invalid setting: credential_process has an unclosed quote or a trailing backslash. Correct it in [profile p] of /config',
    },
  },
  {
    what: 'a process that does not exist',
    config: '[profile p]\ncredential_process = {folder}/missing --token not-a-secret\n',
    profile: 'p',
    expected: {
      failure: 'The credential process failed: program not found. Run it in a terminal to see why',
    },
  },
];

const files: readonly Case[] = [
  {
    what: 'a credentials file in UTF-16',
    credentials: utf16(`[default]\r\n${keys('KEYA')}`),
    config: `[default]\n${region}`,
    profile: 'default',
    expected: {
      failure: 'Cannot read /credentials: it is encoded in UTF-16; save it as UTF-8. Correct the file',
    },
  },
  {
    what: 'a config file in UTF-16, big-endian',
    config: utf16(`[default]\n${region}`).swap16(),
    credentials: `[default]\n${keys('KEYA')}`,
    expected: {
      failure: 'Cannot read /config: it is encoded in UTF-16; save it as UTF-8. Correct the file',
    },
  },
  {
    what: 'a byte order mark',
    credentials: `\ufeff[default]\n${keys('KEYA')}`,
    expected: {
      failure:
        'Cannot read /credentials: it starts with a byte order mark; save it as UTF-8 without one. Correct the file',
    },
  },
  {
    what: 'a duplicate section, of another profile',
    credentials: `[a]\n${keys('KEYA')}[b]\n[b]\n`,
    profile: 'a',
    expected: {
      failure: 'Cannot read /credentials: line 5: duplicate section [b]. Correct the file',
    },
  },
  {
    what: 'a line without a value',
    config: `[profile a]\n${keys('KEYA')}not-a-secret\n`,
    profile: 'a',
    expected: {
      failure: 'Cannot read /config: line 4: neither a section nor a setting with a value. Correct the file',
    },
  },
];

const missing: readonly Case[] = [
  {
    what: 'a section of the config file that lacks the word “profile”',
    config: `[prod]\n${keys('KEYA')}[default]\n${region}`,
    profile: 'prod',
    profiles: ['default'],
    expected: {
      failure:
        'There is no profile “prod” in the AWS config and credentials files. Rename [prod] of /config to [profile prod]',
    },
  },
  {
    what: 'a name with a space that lacks its quotes',
    config: `[profile Admin prod]\n${keys('KEYA')}`,
    profile: 'Admin prod',
    profiles: [],
    expected: {
      failure:
        'There is no profile “Admin prod” in the AWS config and credentials files. Rename [profile Admin prod] of /config to [profile "Admin prod"]',
    },
  },
  {
    what: 'an SSO region in quotes',
    config: `[profile s]\nsso_start_url = https://corp.invalid/start\nsso_region = "eu-west-1"\n${sso}`,
    profile: 's',
    expected: {
      failure: 'Invalid setting: sso_region is not a region code. Correct it in [profile s] of /config',
    },
  },
  {
    what: 'a role without a source',
    config: `[profile r]\n${role}`,
    profile: 'r',
    expected: {
      failure: 'Setting missing: source_profile or credential_source in [profile r] of /config. Add the setting',
    },
  },
  {
    what: 'a source that does not exist',
    config: `[profile "r s"]\n${role}source_profile = gone\n`,
    profile: 'r s',
    expected: {
      failure:
        'There is no profile “gone” in the AWS config and credentials files. Correct source_profile in [profile "r s"] of /config',
    },
  },
  {
    what: 'a source without credentials',
    config: `[profile r]\n${role}source_profile = s\n[profile s]\n${region}`,
    profile: 'r',
    expected: {
      failure: 'No credential settings in [profile s] of /config. Check the profile in the AWS files',
    },
  },
  {
    what: 'both kinds of source',
    config: `[profile r]\n${role}source_profile = r\ncredential_source = Environment\n`,
    profile: 'r',
    expected: {
      failure:
        'Invalid setting: source_profile and credential_source cannot be used together. Correct it in [profile r] of /config',
    },
  },
  {
    what: 'a kind of source that does not exist',
    config: `[profile r]\n${role}credential_source = environment\n`,
    env: inEnvironment,
    profile: 'r',
    expected: {
      failure:
        'Invalid setting: credential_source must be Environment, EcsContainer or Ec2InstanceMetadata. Correct it in [profile r] of /config',
    },
  },
  {
    what: 'sources that form a cycle',
    config: `[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = a\n`,
    profile: 'a',
    expected: {
      failure: 'Invalid setting: source_profile leads back to the profile “a”. Correct it in [profile b] of /config',
    },
  },
  {
    what: 'an access key ID alone',
    credentials: '[a]\naws_access_key_id = KEYA\n',
    config: `[profile a]\n${region}`,
    profile: 'a',
    expected: {
      failure: 'Setting missing: aws_secret_access_key in [a] of /credentials. Add the setting',
    },
  },
  {
    what: 'a secret access key alone',
    config: '[profile a]\naws_secret_access_key = not-a-secret\n',
    profile: 'a',
    expected: {
      failure: 'Setting missing: aws_access_key_id in [profile a] of /config. Add the setting',
    },
  },
  {
    what: 'a key and its secret in two files',
    config: '[profile a]\naws_secret_access_key = not-a-secret\n',
    credentials: '[a]\naws_access_key_id = KEYA\n',
    profile: 'a',
    expected: {
      failure: 'Setting missing: aws_secret_access_key in [a] of /credentials. Add the setting',
    },
  },
  {
    what: 'a key of the environment without its secret',
    env: { AWS_ACCESS_KEY_ID: 'KEYENV' },
    credentials: `[default]\n${keys('KEYA')}`,
    expected: {
      failure: 'Setting missing in the environment: AWS_SECRET_ACCESS_KEY. Add the setting',
    },
  },
  {
    what: 'SSO without an account',
    config: `[profile s]\nsso_role_name = reader\n${session}`,
    profile: 's',
    expected: {
      failure: 'Setting missing: sso_account_id in [profile s] of /config. Add the setting',
    },
  },
  {
    what: 'SSO with a session alone',
    config: `[profile s]\nsso_session = test sso\n[sso-session "test sso"]\n${session}`,
    profile: 's',
    expected: {
      failure: 'Setting missing: sso_account_id in [profile s] of /config. Add the setting',
    },
  },
  {
    what: 'a session that does not exist',
    config: `[profile s]\nsso_session = gone\n${sso}`,
    profile: 's',
    expected: {
      failure:
        'Invalid setting: sso_session refers to [sso-session gone], which /config does not have. Correct it in [profile s] of /config',
    },
  },
  {
    what: 'a session without its region',
    config: `[profile s]\nsso_session = corp\n${sso}[sso-session corp]\nsso_start_url = https://corp.invalid/start\n`,
    profile: 's',
    expected: {
      failure: 'Setting missing: sso_region in [sso-session corp] of /config. Add the setting',
    },
  },
  {
    what: 'a session that differs from its profile',
    config: `[profile s]\nsso_session = test sso\nsso_region = us-east-1\n${sso}[sso-session "test sso"]\n${session}`,
    profile: 's',
    expected: {
      failure:
        'Invalid setting: sso_region differs from the one in [sso-session test sso]. Correct it in [profile s] of /config',
    },
  },
  {
    what: 'a web identity without a role',
    config: '[profile w]\nweb_identity_token_file = {folder}/token\n',
    profile: 'w',
    expected: { failure: 'Setting missing: role_arn in [profile w] of /config. Add the setting' },
  },
];

/** Files that the AWS CLI rejects, or that lead to no credentials. */
export const mistakes: readonly Case[] = [...processFailures, ...files, ...missing];
