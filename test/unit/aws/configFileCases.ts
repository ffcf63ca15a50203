import { keys, token, region, role, sso, session, inEnvironment, prints, printed, type Case } from './configFileCase';

const names: readonly Case[] = [
  {
    what: 'a name with a space in the credentials file',
    credentials: `[Foo Bar]\n${keys('KEYA')}`,
    profile: 'Foo Bar',
    profiles: ['Foo Bar'],
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a quoted name with a space in the config file',
    config: `[profile "Admin prod"]\n${keys('KEYA')}region = eu-west-2\n`,
    profile: 'Admin prod',
    profiles: ['Admin prod'],
    region: 'eu-west-2',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a name in single quotes, whose keys are in the other file',
    config: `[profile 'Admin prod']\n${region}`,
    credentials: `[Admin prod]\n${keys('KEYA')}`,
    profile: 'Admin prod',
    profiles: ['Admin prod'],
    region: 'eu-west-1',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a name with an escaped space and one of another script',
    config: `[profile a\\ b]\n${keys('KEYA')}[profile 名前]\n${keys('KEYB')}`,
    profile: 'a b',
    profiles: ['a b', '名前'],
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a section of the credentials file that begins with “profile”',
    credentials: `[profile west]\n${keys('KEYA')}`,
    profile: 'profile west',
    profiles: ['profile west'],
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a session with a quoted name',
    config: `[profile u]\nsso_session = test sso\n${sso}${region}[sso-session 'test sso']\n${session}`,
    profile: 'u',
    profiles: ['u'],
    signIn: 'sso',
    expected: { accessKeyId: 'SAMPLESSO', token: 'not-a-token' },
  },
  {
    what: 'a source whose name has a space',
    config: `[profile r]\n${role}source_profile = Foo Bar\n`,
    credentials: `[Foo Bar]\n${keys('KEYA')}`,
    profile: 'r',
    expected: { accessKeyId: 'SAMPLEROLE', token: 'not-a-token' },
  },
];

const lines: readonly Case[] = [
  {
    what: 'uppercase settings',
    credentials:
      '[default]\nAWS_ACCESS_KEY_ID=KEYA\nAws_Secret_Access_Key=not-a-secret\nAWS_SESSION_TOKEN=not-a-token\n',
    config: '[default]\nREGION = eu-west-3\n',
    region: 'eu-west-3',
    expected: { accessKeyId: 'KEYA', token: 'not-a-token' },
  },
  {
    what: 'a source with uppercase settings',
    config: `[profile r]\n${role}Source_Profile = default\n`,
    credentials: '[default]\nAWS_ACCESS_KEY_ID=KEYA\nAWS_SECRET_ACCESS_KEY=not-a-secret\n',
    profile: 'r',
    expected: { accessKeyId: 'SAMPLEROLE', token: 'not-a-token' },
  },
  {
    what: 'lines that are all indented, the first without a value',
    config: `[profile team]\n  output =\n  region = eu-west-2\n  aws_access_key_id = KEYA\n  aws_secret_access_key = not-a-secret\n`,
    profile: 'team',
    region: 'eu-west-2',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'indented sections and tabs',
    credentials: `\t[a]\n\taws_access_key_id\t=\tKEYA\n\taws_secret_access_key\t=\tnot-a-secret\n\t[b]\n\t${keys('KEYB').trim().replaceAll('\n', '\n\t')}\n`,
    profile: 'b',
    profiles: ['a', 'b'],
    expected: { accessKeyId: 'KEYB' },
  },
  {
    what: 'a section indented deeper than the setting before it, which it continues',
    credentials: `[a]\n${keys('KEYA')}  [b]\n${token}`,
    profile: 'a',
    profiles: ['a'],
    expected: { accessKeyId: 'KEYA', token: 'not-a-token' },
  },
  {
    what: 'values with colons, whole-line comments and Windows line endings',
    credentials:
      '# c\r\n[default] ; d\r\n; e\r\naws_access_key_id: KEYA\r\n  # f\r\naws_secret_access_key : not#a;secret\r\n',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'settings for all sections',
    config: `[DEFAULT]\nregion = eu-west-2\n[profile a]\n${keys('KEYA')}`,
    profile: 'a',
    region: 'eu-west-2',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'an indented block between the settings',
    config: `[profile a]\naws_access_key_id = KEYA\ns3 =\n  addressing_style = path\n  region = us-east-1\naws_secret_access_key = not-a-secret\n`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA' },
  },
];

const processes: readonly Case[] = [
  ['"pa$$word"', 'pa$$word'],
  ['$HOME', '$HOME'],
  [`'a b' "c'd" e\\ f`, 'a b', "c'd", 'e f'],
  ['# a ; b', '#', 'a', ';', 'b'],
  ['a && exit 3 | cat > /nowhere/out', 'a', '&&', 'exit', '3', '|', 'cat', '>', '/nowhere/out'],
  ['`id` $(id) * ~', '`id`', '$(id)', '*', '~'],
  ['"" %PATH% !x', '', '%PATH%', '!x'],
].map(([line = '', ...args]) => ({
  what: `a process with the arguments ${line}`,
  config: `[profile p]\n${prints} ${line}\n`,
  profile: 'p',
  expected: { accessKeyId: printed(...args) },
}));

const precedence: readonly Case[] = [
  {
    what: 'keys of the environment and AWS_PROFILE',
    env: { ...inEnvironment, AWS_PROFILE: 'a' },
    credentials: `[a]\n${keys('KEYA')}`,
    expected: { accessKeyId: 'KEYENV' },
  },
  {
    what: 'keys of the environment with a token, and AWS_DEFAULT_PROFILE',
    env: { ...inEnvironment, AWS_SESSION_TOKEN: 'not-a-token', AWS_DEFAULT_PROFILE: 'a' },
    credentials: `[a]\n${keys('KEYA')}`,
    expected: { accessKeyId: 'KEYENV', token: 'not-a-token' },
  },
  {
    what: 'keys of the environment and a profile of the connection',
    env: inEnvironment,
    credentials: `[a]\n${keys('KEYA')}`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'AWS_DEFAULT_PROFILE and AWS_DEFAULT_REGION',
    env: { AWS_DEFAULT_PROFILE: 'b', AWS_DEFAULT_REGION: 'eu-west-3' },
    config: `[profile b]\n${region}`,
    credentials: `[a]\n${keys('KEYA')}[b]\n${keys('KEYB')}`,
    profiles: ['a', 'b'],
    region: 'eu-west-3',
    expected: { accessKeyId: 'KEYB' },
  },
  {
    what: 'AWS_DEFAULT_PROFILE beside AWS_PROFILE',
    env: { AWS_DEFAULT_PROFILE: 'b', AWS_PROFILE: 'a' },
    config: `[profile b]\n${region}`,
    credentials: `[a]\n${keys('KEYA')}[b]\n${keys('KEYB')}`,
    region: 'eu-west-1',
    expected: { accessKeyId: 'KEYB' },
  },
  {
    what: 'AWS_PROFILE that names no profile',
    env: { AWS_PROFILE: 'gone' },
    credentials: `[default]\n${keys('KEYA')}`,
    expected: {
      failure:
        'There is no profile “gone” in the AWS config and credentials files. Edit the connection in the settings',
    },
  },
  {
    what: 'keys and a token in the config file, other keys in the credentials file',
    config: `[profile a]\n${keys('KEYOLD')}${token}`,
    credentials: `[a]\n${keys('KEYA')}`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'keys in the config file, a token alone in the credentials file',
    config: `[profile a]\n${keys('KEYA')}`,
    credentials: `[a]\n${token}`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'both names of a token',
    credentials: `[a]\n${keys('KEYA')}${token}aws_security_token = another\n`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA', token: 'another' },
  },
  {
    what: 'keys in the credentials file and a process',
    config: `[profile a]\n${prints} x\n`,
    credentials: `[a]\n${keys('KEYA')}`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'keys in the config file and a process',
    config: `[profile a]\n${keys('KEYA')}${prints} x\n`,
    profile: 'a',
    expected: { accessKeyId: printed('x') },
  },
  {
    what: 'keys and SSO',
    config: `[profile a]\n${sso}${session}${region}`,
    credentials: `[a]\n${keys('KEYA')}`,
    profile: 'a',
    expected: { accessKeyId: 'SAMPLESSO', token: 'not-a-token' },
  },
  {
    what: 'keys and an SSO session without an account',
    config: `[profile a]\nsso_session = gone\n`,
    credentials: `[a]\n${keys('KEYA')}`,
    profile: 'a',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a role whose profile has the keys for it',
    config: `[profile a]\n${role}source_profile = a\n`,
    credentials: `[a]\n${keys('KEYA')}`,
    profile: 'a',
    expected: { accessKeyId: 'SAMPLEROLE', token: 'not-a-token' },
  },
  {
    what: 'a role whose source has keys and a role',
    config: `[profile a]\n${role}source_profile = b\n[profile b]\n${role}source_profile = gone\n${keys('KEYB')}`,
    profile: 'a',
    expected: { accessKeyId: 'SAMPLEROLE', token: 'not-a-token' },
  },
  {
    what: 'a role with the environment’s keys',
    config: `[profile a]\n${role}credential_source = Environment\n`,
    env: inEnvironment,
    profile: 'a',
    expected: { accessKeyId: 'SAMPLEROLE', token: 'not-a-token' },
  },
  {
    what: 'a web identity of the environment and keys of the default profile',
    env: {
      AWS_WEB_IDENTITY_TOKEN_FILE: '{folder}/token',
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/reader',
      AWS_DEFAULT_REGION: 'eu-west-1',
    },
    credentials: `[default]\n${keys('KEYA')}`,
    expected: { accessKeyId: 'SAMPLEWEB', token: 'not-a-token' },
  },
  {
    what: 'keys with an MFA device but no role',
    credentials: `[a]\n${keys('KEYA')}mfa_serial = arn:aws:iam::123456789012:mfa/ada\n`,
    profile: 'a',
    signIn: 'none',
    expected: { accessKeyId: 'KEYA' },
  },
  {
    what: 'a role whose source has an MFA device',
    config: `[profile a]\n${role}source_profile = b\n`,
    credentials: `[b]\n${keys('KEYB')}mfa_serial = arn:aws:iam::123456789012:mfa/ada\n`,
    profile: 'a',
    signIn: 'none',
    expected: { accessKeyId: 'SAMPLEROLE', token: 'not-a-token' },
  },
];

/** Files that the AWS CLI accepts, and which of their settings apply. */
export const cases: readonly Case[] = [...names, ...lines, ...processes, ...precedence];
