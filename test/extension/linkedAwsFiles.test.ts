import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestServer } from '../support/testServer';
import { profileFor } from '../support/testServerProfile';
import { Host, region } from './support/host';

describe('An AWS file that is a symbolic link', () => {
  const { AWS_SHARED_CREDENTIALS_FILE: link = assert.fail() } = process.env;
  let host: Host;
  let server: TestServer;
  let folder: string;
  let profile: { readonly config: string; readonly credentials: string };

  beforeEach(async () => {
    host = await Host.start();
    server = await host.serve();
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-linked-'));
    profile = profileFor(server, { name: 'linked' });
    await host.writeAwsFiles({ config: profile.config });
    await writeFile(join(folder, 'first'), '');
    await rm(link);
    await symlink(join(folder, 'first'), link);
    await host.set({ connections: [{ profile: 'linked', region }] });
    await host.rows(`linked · ${region}`, 'Amazon SES', 'Suppression list');
    assert.deepEqual(server.requests, []);
  });

  afterEach(async () => {
    await host.stop();
    await rm(link);
    await writeFile(link, '');
    await rm(folder, { recursive: true });
  });

  it('is noticed to change where it leads', async () => {
    await writeFile(join(folder, 'first'), profile.credentials);
    await isUsed('SAMPLEKEY1');
  });

  it('is noticed to lead elsewhere, and to change there', async () => {
    await writeFile(join(folder, 'second'), profile.credentials);
    await rm(link);
    await symlink(join(folder, 'second'), link);
    await isUsed('SAMPLEKEY1');
    await writeFile(
      join(folder, 'second'),
      profileFor(server, { name: 'linked', accessKeyId: 'SAMPLEKEY2' }).credentials,
    );
    await isUsed('SAMPLEKEY2');
  });

  async function isUsed(accessKeyId: string): Promise<void> {
    await host.until(() => {
      assert.equal(server.requests.at(-1)?.accessKeyId, accessKeyId);
    });
  }
});
