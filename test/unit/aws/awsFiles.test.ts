import assert from 'node:assert/strict';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultProfile, environmentRegion, readAwsFiles, type AwsFiles } from '../../../src/aws/credentials/awsFiles';
import type { IniSection, IniValue } from '../../../src/aws/credentials/iniFile';
import { Botocore, type BotocoreResult } from '../../support/botocore';
import { skip } from '../../support/mocha';
import { OwnAwsFiles, type AwsFileTexts } from '../../support/ownAwsFiles';

/** Files that each have one peculiarity. */
const texts: Readonly<Record<string, AwsFileTexts>> = {
  'names with quotes and spaces': {
    config: `[profile "Admin prod"]\na=1\n[profile 'single']\na=1\n[profile plain]\na=1\n[profile two words]\na=1\n[profile "a"b]\na=1\n[profile a\\ b]\na=1\n[profile ""]\na=1\n`,
    credentials: `[Foo Bar]\na=1\n["quoted"]\na=1\n[profile west]\na=1\n[ padded ]\na=1\n`,
  },
  'names that only begin like a profile': {
    config:
      '[profile]\na=1\n[profilex y]\na=1\n[Profile z]\na=1\n[prod]\na=1\n[profile "open]\na=1\n[profile\ttab]\na=1\n',
  },
  'sessions and services': {
    config: `[sso-session 'test sso']\na=1\n[sso-session one]\na=2\n[services "my local"]\nses =\n  endpoint_url = http://a\n[services]\na=1\n[profile p]\nservices = my local\n`,
  },
  'a profile in both files': {
    config: '[profile a]\nx=1\ny=1\n[default]\nx=1\n',
    credentials: '[a]\nx=2\nz=2\n[default]\ny=2\n',
  },
  'one profile twice under two headers': {
    config: '[profile a]\nx=1\n[profile "a"]\ny=2\n[default]\nx=1\n[profile default]\ny=1\n',
  },
  'keys in capitals': {
    config: '[default]\nREGION = x\nAws_Thing = y\n',
    credentials: '[default]\nAWS_ACCESS_KEY_ID=K\n',
  },
  'indented sections': {
    config: '[profile team]\n  output =\n  region = x\n  other = y\n  [profile next]\n  region = z\n',
  },
  'a first line indented deeper': { config: '[profile team]\n    output = json\n  region = x\nother = y\n' },
  'indented blocks': { config: '[default]\ns3 =\n  a = 1\n  B = 2\n\n  # comment\n  c = d = e\nregion = x\n' },
  'continued values': { config: '[default]\na = 1\n  2\n\n  3\nb = 4\n\n\nc = 5\n' },
  comments: {
    config: '# a\n; b\n[default] # c\nregion = x # no comment\n# d = e\n;f = g\n  # indented\nother = y;z\n',
  },
  'other delimiters': { config: '[default]\na: 1\nb=c:d\ne:f=g\nh  =  i\nj\t=\tk\n' },
  quotes: { config: `[default]\nregion = "eu-west-1"\nb = 'c'\n` },
  'empty values': { config: '[default]\nregion =\nb=\n', credentials: '[default]\nc =\n' },
  defaults: {
    config: '[DEFAULT]\nregion = z\n[profile a]\nx=1\n[profile b]\nregion=y\n',
    credentials: '[DEFAULT]\nq=1\n[a]\nx=2\n',
  },
  'line ends of Windows and of old': { config: '[default]\r\na = 1\r\nb = 2\r\n[profile x]\rc = 3\r' },
  'other whitespace': { config: '[default]\n\u00a0\u00a0a = 1\n\u2003\nb\u00a0= 2\u00a0\n\fc = 3\n' },
  'characters of the world': { config: '[profile Ünïcode 名]\na=1\n[profile "名 前"]\nb = ü\n' },
  'a duplicate section': { config: '[default]\na=1\n[default]\nb=1\n' },
  'a duplicate setting': { credentials: '[default]\na=1\nA=2\n' },
  'a line without a value': { config: '[default]\na=1\nregion\n' },
  'a line without a name': { config: '[default]\n= x\n' },
  'text before the first section': { config: 'region = x\n[default]\na=1\n' },
  'a section without its bracket': { config: '[default\na=1\n' },
  'a line without a value in a block': { config: '[default]\ns3 =\n  a = 1\n  b\n' },
  'a byte order mark': { config: '\ufeff[default]\na=1\n' },
  'a broken file beside a good one': { config: '[default]\na=1\n[default]\n', credentials: '[default]\na=1\n' },
  nothing: {},
};

describe('The AWS files', () => {
  let files: OwnAwsFiles;

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
  });
  afterEach(() => files.takeAway());

  describe('are read like by botocore', () => {
    let botocore: Botocore;

    before(async function () {
      // Starting Python takes a second, and more on a busy machine.
      this.timeout(60_000);
      const found = await Botocore.find();
      botocore = typeof found === 'string' ? skip(this, found) : found;
    });

    it('with every kind of name, key, value and mistake', async function () {
      this.timeout(60_000);
      await compare(Object.entries(texts));
    });

    it('with random lines', async function () {
      this.timeout(60_000);
      await compare(Array.from({ length: 200 }, (_, seed) => [`seed ${seed}`, randomTexts(seed)] as const));
    });

    async function compare(cases: readonly (readonly [string, AwsFileTexts])[]): Promise<void> {
      const folders = await Promise.all(
        cases.map(async ([, { config = '', credentials = '' }], index) => {
          const folder = join(files.folder, String(index));
          await mkdir(folder);
          await writeFile(join(folder, 'config'), config);
          await writeFile(join(folder, 'credentials'), credentials);
          return { AWS_CONFIG_FILE: join(folder, 'config'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials') };
        }),
      );
      const results = await botocore.results(folders.map((env) => ({ env })));
      for (const [index, [what, text]] of cases.entries()) {
        Object.assign(process.env, folders[index]);
        const expected = results[index];
        assert.ok(expected !== undefined);
        assert.deepEqual(seen(await readAwsFiles()), wanted(expected), `${what}: ${JSON.stringify(text)}`);
      }
    }
  });

  it('keep the names, settings and files of a profile', async () => {
    await files.write({
      config: '[profile "Admin prod"]\nregion = eu-west-1\ns3 =\n  addressing_style = path\n',
      credentials: '[Admin prod]\nAWS_ACCESS_KEY_ID = K\n',
    });
    const profile = (await readAwsFiles()).profile('Admin prod');
    assert.deepEqual(
      [profile?.get('region'), profile?.get('aws_access_key_id'), profile?.get('s3'), profile?.get('constructor')],
      ['eu-west-1', 'K', undefined, undefined],
    );
    assert.equal(profile?.block('s3')?.get('addressing_style'), 'path');
    assert.deepEqual(
      [profile.fileOf('region')?.name, profile.fileOf('aws_access_key_id')?.name, profile.fileOf('other')],
      ['config', 'credentials', undefined],
    );
  });

  for (const [what, bytes, problem] of [
    ['UTF-16', Buffer.from('\ufeff[default]\r\n', 'utf16le'), 'it is encoded in UTF-16; save it as UTF-8'],
    [
      'UTF-16, big-endian',
      Buffer.from('\ufeff[default]\n', 'utf16le').swap16(),
      'it is encoded in UTF-16; save it as UTF-8',
    ],
    ['UTF-16 without a mark', Buffer.from('[default]\n', 'utf16le'), 'it is encoded in UTF-16; save it as UTF-8'],
    [
      'UTF-8 with a byte order mark',
      Buffer.from('\ufeff[default]\n'),
      'it starts with a byte order mark; save it as UTF-8 without one',
    ],
    ['Latin 1', Buffer.from('[default]\n# \xfc\n', 'latin1'), 'it is not encoded in UTF-8'],
    ['a duplicate', Buffer.from('[a]\nb=1\n[a]\n'), 'line 3: duplicate section [a]'],
    ['a lost line', Buffer.from('[a]\nsecret of mine\n'), 'line 2: neither a section nor a setting with a value'],
  ] as const) {
    it(`report what is wrong with a file: ${what}`, async () => {
      await writeFile(join(files.folder, 'credentials'), bytes);
      const { broken } = await readAwsFiles();
      assert.deepEqual(
        broken.map((file) => [file.name, file.path, file.state, file.problem]),
        [['credentials', join(files.folder, 'credentials'), 'malformed', problem]],
      );
    });
  }

  it('can be missing or unreadable', async function () {
    await rm(join(files.folder, 'config'));
    await mkdir(join(files.folder, 'config'));
    await rm(join(files.folder, 'credentials'));
    assert.deepEqual(states(await readAwsFiles()), ['missing', 'missing']);
    await writeFile(join(files.folder, 'credentials'), '[a]\n');
    await chmod(join(files.folder, 'credentials'), 0);
    if (process.platform === 'win32' || process.getuid?.() === 0) {
      skip(this, 'this user may read every file');
    }
    assert.deepEqual(states(await readAwsFiles()), ['missing', 'unreadable']);
  });

  it('have a default profile and region from the environment, in the order of the AWS CLI', () => {
    assert.equal(defaultProfile({}), 'default');
    assert.equal(defaultProfile({ AWS_PROFILE: '' }), 'default');
    assert.equal(defaultProfile({ AWS_PROFILE: 'a' }), 'a');
    assert.equal(defaultProfile({ AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: 'b' }), 'b');
    assert.equal(defaultProfile({ AWS_PROFILE: 'a', AWS_DEFAULT_PROFILE: '' }), 'a');
    assert.equal(environmentRegion({}), undefined);
    assert.equal(environmentRegion({ AWS_REGION: '', AWS_DEFAULT_REGION: 'b' }), 'b');
    assert.equal(environmentRegion({ AWS_REGION: 'a', AWS_DEFAULT_REGION: 'b' }), 'a');
  });
});

function states({ config, credentials }: AwsFiles): readonly string[] {
  return [config.state, credentials.state];
}

/** The parts that botocore has too, or that both reject the files. */
function seen(found: AwsFiles): unknown {
  if (found.broken.length > 0) {
    return 'refused';
  }
  const profiles = Object.fromEntries(
    [...found.profiles].map(([name, profile]) => {
      const keys = new Set(
        ['config', 'credentials'].flatMap((file) => [
          ...(profile.in(file as 'config') ?? new Map<string, string>()).keys(),
        ]),
      );
      return [
        name,
        Object.fromEntries([...keys].map((key) => [key, profile.get(key) ?? plainBlock(profile.block(key))])),
      ];
    }),
  );
  return { profiles, ssoSessions: plainSections(found.ssoSessions), services: plainSections(found.services) };
}

function wanted({ error, message, profiles, ssoSessions, services }: BotocoreResult): unknown {
  assert.ok(error === undefined || error === 'ConfigParseError', `${error}: ${message}`);
  return error === undefined ? { profiles, ssoSessions, services } : 'refused';
}

function plainSections(sections: ReadonlyMap<string, IniSection>): unknown {
  const valueOf = (value: IniValue) => (typeof value === 'string' ? value : plainBlock(value));
  return Object.fromEntries(
    [...sections].map(([name, section]) => [
      name,
      Object.fromEntries([...section].map(([key, value]) => [key, valueOf(value)])),
    ]),
  );
}

function plainBlock(block: ReadonlyMap<string, string> | undefined): unknown {
  return Object.fromEntries(block ?? []);
}

/** Returns random files of lines that matter to a parser, the same for the same seed. */
function randomTexts(seed: number): AwsFileTexts {
  let state = seed + 1;
  const next = (below: number) => {
    // Numerical Recipes' generator: good enough to vary inputs.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (from: readonly string[]) => from[next(from.length)] ?? '';
  const name = () => pick(['a', 'b c', '"d e"', "'f'", 'default', 'DEFAULT', '"g', 'h\\ i', 'ü']) + String(next(20));
  const line = () =>
    pick(['', '', '', ' ', '  ', '\t', '    ']) +
    pick([
      `[profile ${name()}]`,
      `[${name()}]`,
      `[sso-session ${name()}]`,
      `key${next(60)} = ${pick(['v', '"v"', 'v # w', '', '', 'x=y', 'x:y'])}`,
      `key${next(60)}: v`,
      `KEY${next(60)}=v`,
      '',
      '# comment',
      '; comment',
      '  continued',
    ]);
  const text = () => Array.from({ length: next(10) }, line).join(pick(['\n', '\n', '\r\n'])) + '\n';
  return { config: `[profile first]\n${text()}`, credentials: `[second]\n${text()}` };
}
