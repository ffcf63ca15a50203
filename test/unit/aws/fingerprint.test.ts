import assert from 'node:assert/strict';
import { fingerprint } from '../../../src/aws/credentials/fingerprint';
import { signInPlan } from '../../../src/aws/credentials/signInPlan';
import type { Connection } from '../../../src/core/connections/connection';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { cacheLogin, cacheSsoToken } from '../../support/signInCaches';
import { work } from './connected';

const chain =
  '[profile work]\nrole_arn = r\nsource_profile = base\nservices = local\n[profile base]\nsso_session = corp\n[sso-session corp]\nsso_region = eu-west-1\n';
const services = '[services local]\nsts =\n  endpoint_url = http://a\n';

describe('the fingerprint of a connection', () => {
  let files: OwnAwsFiles;
  let home: string | undefined;

  beforeEach(async () => {
    files = await OwnAwsFiles.make({ config: chain + services });
    home = process.env.HOME;
    process.env.HOME = files.folder;
  });

  afterEach(async () => {
    process.env.HOME = home;
    await files.takeAway();
  });

  for (const [what, config, credentials] of [
    ['its profile', chain.replace('role_arn = r', 'role_arn = s') + services],
    ['its source', `${chain.replace('corp\n[', 'corp\nregion = x\n[')}${services}`],
    ['the SSO session of its source', chain.replace('eu-west-1', 'eu-west-2') + services],
    ['its services', chain + services.replace('//a', '//b')],
    ['its keys', chain + services, '[work]\naws_access_key_id = a\n'],
    ['its source, gone', chain.replace('[profile base]', '[profile other]') + services],
  ] as const) {
    it(`changes with ${what}`, async () => {
      const before = await fingerprint(work);
      await files.write({ config, ...(credentials === undefined ? {} : { credentials }) });
      const after = await fingerprint(work);
      assert.notEqual(after.settings, before.settings);
    });
  }

  it('does not change with anything else', async () => {
    const before = await fingerprint(work);
    await files.write({
      config: `${chain}${services}[profile other]\nregion = x\n[sso-session other]\nsso_region = x\n`,
    });
    await cacheSsoToken(files.folder, 'other');
    assert.deepEqual(await fingerprint(work), before);
  });

  it('distinguishes a new token from new settings', async () => {
    const before = await fingerprint(work);
    await cacheSsoToken(files.folder, 'corp');
    const after = await fingerprint(work);
    assert.deepEqual([after.settings === before.settings, after.signIn === before.signIn], [true, false]);
    assert.doesNotMatch(JSON.stringify(after), /not-a-/);
  });

  it('covers aws login and the default chain’s profile', async () => {
    await files.write({ config: '[default]\nlogin_session = ada\n' });
    const before = await fingerprint({ ...work, profile: 'default' });
    await cacheLogin(files.folder, 'ada');
    const byChain: Connection = { id: 'chain', kind: 'aws', label: 'Chain', region: 'eu-west-1' };
    const after = await fingerprint(byChain);
    assert.deepEqual([after.settings === before.settings, after.signIn === before.signIn], [true, false]);
    assert.deepEqual(await signInPlan(byChain), { kind: 'login', profile: 'default' });
  });

  it('comes with a sign-in plan for the last profile in a role’s chain', async () => {
    assert.deepEqual(await signInPlan(work), { kind: 'sso', profile: 'base' });
    await files.write({
      config: '[profile work]\nrole_arn = r\nsource_profile = base\nmfa_serial = m\n',
      credentials: '[base]\naws_access_key_id = a\naws_secret_access_key = b\n',
    });
    assert.deepEqual(await signInPlan(work), { kind: 'mfa' });
    assert.deepEqual(await signInPlan({ ...work, profile: 'base' }), {
      kind: 'none',
      profile: 'base',
      credentials: 'keys',
    });
    assert.deepEqual(await signInPlan({ ...work, profile: 'gone' }), {
      kind: 'none',
      profile: 'gone',
      credentials: 'unknown',
    });
  });
});
