import assert from 'node:assert/strict';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { awsFileLocations } from '../../../src/node/awsFileLocations';
import { OwnAwsFiles } from '../../support/ownAwsFiles';

describe('The locations of the AWS files', () => {
  let files: OwnAwsFiles;
  let home: string | undefined;

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
    home = process.env.HOME;
    process.env.HOME = files.folder;
  });

  afterEach(async () => {
    process.env.HOME = home;
    await files.takeAway();
  });

  const inFolder = (...names: readonly string[]) => join(files.folder, ...names);
  const found = async () => (await awsFileLocations()).map(({ folder, files: names }) => join(folder, names));
  const caches = () => [inFolder('.aws', 'sso', 'cache', '*.json'), inFolder('.aws', 'login', 'cache', '*.json')];

  it('are both files and the sign-in caches', async () => {
    assert.deepEqual(await found(), [inFolder('config'), inFolder('credentials'), ...caches()]);
  });

  it('include targets of symbolic links, relative and chained ones', async () => {
    await rm(inFolder('config'));
    await mkdir(inFolder('dotfiles'));
    await writeFile(inFolder('dotfiles', 'real'), '');
    await symlink(join('dotfiles', 'middle'), inFolder('config'));
    await symlink('real', inFolder('dotfiles', 'middle'));
    await rm(inFolder('credentials'));
    await symlink(inFolder('missing'), inFolder('credentials'));
    assert.deepEqual(await found(), [
      inFolder('config'),
      inFolder('dotfiles', 'middle'),
      inFolder('dotfiles', 'real'),
      inFolder('credentials'),
      inFolder('missing'),
      ...caches(),
    ]);
  });

  it('end at a cycle of links', async () => {
    await rm(inFolder('config'));
    await symlink(inFolder('config'), inFolder('config'));
    assert.ok((await found()).length < 50);
  });

  it('follow the environment variables, as absolute paths', async () => {
    process.env.AWS_CONFIG_FILE = '~/own/config';
    process.env.AWS_SHARED_CREDENTIALS_FILE = 'relative/credentials';
    const [config, credentials] = await found();
    assert.deepEqual([config, credentials], [inFolder('own', 'config'), join(process.cwd(), 'relative/credentials')]);
  });
});
