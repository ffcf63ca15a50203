import assert from 'node:assert/strict';
import { awsFilePaths } from '../../../src/core/connections/awsFilePaths';

describe('The paths of the AWS files', () => {
  const on = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv) =>
    awsFilePaths({ env, platform, homedir: () => (platform === 'win32' ? 'C:\\Users\\system' : '/home/system') });

  it('are in the home folder', () => {
    assert.deepEqual(on('linux', { HOME: '/home/ada' }), {
      config: { path: '/home/ada/.aws/config' },
      credentials: { path: '/home/ada/.aws/credentials' },
      ssoCache: '/home/ada/.aws/sso/cache',
      loginCache: '/home/ada/.aws/login/cache',
    });
    assert.equal(on('darwin', {}).config.path, '/home/system/.aws/config');
  });

  it('are in the home folder that the AWS CLI uses on Windows, regardless of HOME', () => {
    const env = { HOME: 'C:\\msys\\home\\ada', USERPROFILE: 'C:\\Users\\ada' };
    assert.deepEqual(on('win32', env), {
      config: { path: 'C:\\Users\\ada\\.aws\\config' },
      credentials: { path: 'C:\\Users\\ada\\.aws\\credentials' },
      ssoCache: 'C:\\Users\\ada\\.aws\\sso\\cache',
      loginCache: 'C:\\Users\\ada\\.aws\\login\\cache',
    });
    assert.equal(on('win32', { HOMEDRIVE: 'D:', HOMEPATH: '\\ada' }).config.path, 'D:\\ada\\.aws\\config');
    assert.equal(on('win32', { HOME: 'C:\\msys' }).config.path, 'C:\\Users\\system\\.aws\\config');
    assert.equal(on('win32', { ...env, AWS_CONFIG_FILE: '~\\aws.ini' }).config.path, 'C:\\Users\\ada\\aws.ini');
  });

  it('are set by variables, in which `~` and other variables are expanded', () => {
    const env = {
      HOME: '/home/ada',
      PROJECT: 'p',
      AWS_CONFIG_FILE: '~/aws/config',
      AWS_SHARED_CREDENTIALS_FILE: '/x/$PROJECT/${NONE}/c',
    };
    const { config, credentials } = on('linux', env);
    assert.deepEqual(
      [config, credentials],
      [
        { path: '/home/ada/aws/config', variable: 'AWS_CONFIG_FILE' },
        { path: '/x/p/${NONE}/c', variable: 'AWS_SHARED_CREDENTIALS_FILE' },
      ],
    );
    assert.equal(on('linux', { ...env, AWS_LOGIN_CACHE_DIRECTORY: '${HOME}/cache' }).loginCache, '/home/ada/cache');
    assert.equal(on('linux', { ...env, AWS_CONFIG_FILE: '' }).config.variable, undefined);
    assert.equal(on('linux', { ...env, AWS_CONFIG_FILE: '~other/config' }).config.path, '~other/config');
    assert.equal(on('win32', { ...env, USERPROFILE: 'U:', AWS_CONFIG_FILE: '%PROJECT%\\c' }).config.path, 'p\\c');
  });
});
