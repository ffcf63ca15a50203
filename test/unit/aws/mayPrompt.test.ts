import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { credentialsOf } from '../../../src/aws/credentials/credentials';
import { failureOf } from '../../../src/core/failures/failure';
import type { AskForMfa } from '../../../src/core/connections/mfa';
import { CredentialsServer } from '../../support/credentialsServer';
import { eventually } from '../../support/eventually';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { work } from './connected';

describe('A click during a background search for credentials', () => {
  let sources: CredentialsServer;
  let files: OwnAwsFiles;
  let prompts: number;

  const askForMfa: AskForMfa = () => {
    prompts++;
    return Promise.resolve({ kind: 'code', code: '123456' });
  };

  beforeEach(async () => {
    sources = await CredentialsServer.start();
    files = await OwnAwsFiles.make();
    Object.assign(process.env, sources.env);
    prompts = 0;
    // A process that waits for the test, and counts its runs.
    const script = join(files.folder, 'process.cjs');
    await writeFile(
      script,
      `const fs = require('node:fs');
fs.appendFileSync(${JSON.stringify(join(files.folder, 'runs'))}, 'x');
const wait = () => fs.existsSync(${JSON.stringify(join(files.folder, 'go'))})
  ? console.log(JSON.stringify({ Version: 1, AccessKeyId: 'SAMPLEPROCESS', SecretAccessKey: 'not-a-secret' }))
  : setTimeout(wait, 5);
wait();`,
    );
    await files.write({
      config: `[profile work]
role_arn = arn:aws:iam::123456789012:role/reader
source_profile = base
mfa_serial = arn:aws:iam::123456789012:mfa/ada
region = eu-west-1
[profile base]
credential_process = "${process.execPath}" "${script}"
`,
    });
  });

  afterEach(async () => {
    await sources.close();
    await files.takeAway();
  });

  const runs = () => readFile(join(files.folder, 'runs'), 'utf8');
  const started = () => eventually(runs);
  const proceed = () => writeFile(join(files.folder, 'go'), '');

  it('prompts for an MFA code, although the search that it joins may not', async () => {
    const provider = credentialsOf(work, askForMfa);
    const inTheBackground = provider(false).catch(failureOf);
    await started();
    const clicks = [provider(true), provider(true)];
    await proceed();
    assert.deepEqual(await inTheBackground, { kind: 'credentials', reason: 'mfaNeeded', profile: 'work' });
    assert.deepEqual(
      (await Promise.all(clicks)).map(({ accessKeyId }) => accessKeyId),
      ['SAMPLEROLE', 'SAMPLEROLE'],
    );
    assert.equal(prompts, 1);
  });

  it('shares its search with background work', async () => {
    const provider = credentialsOf(work, askForMfa);
    const click = provider(true);
    await started();
    const inTheBackground = provider(false);
    await proceed();
    assert.equal(await inTheBackground, await click);
    assert.deepEqual([prompts, await runs()], [1, 'x']);
  });
});
