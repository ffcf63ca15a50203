import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Claims } from '../../../src/ui/notifications/claims';
import { aJob } from '../../support/jobs';

const now = Date.UTC(2026, 10, 22, 10);
const ending = (id: string, status = 'COMPLETED') => ({ connectionId: 'prod@eu-west-1', job: aJob(id, { status }) });

describe('Claims', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'claims-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const account = (connectionId: string, key: string) => `${connectionId.replace('readOnly', 'prod')} ${key}`;
  const window = () => new Claims(join(folder, 'endings'), () => now, account);

  it('are granted to one window only, however many claim at once', async () => {
    const asked = await Promise.all([window(), window(), window()].map((claims) => claims.claim(ending('a'))));
    assert.deepEqual(asked.toSorted(), [false, false, true]);
    assert.equal(await window().claim(ending('a')), false, 'nor after a reload');
    assert.equal(await window().claim(ending('b')), true);
  });

  it('distinguish jobs with the same id by their creation time', async () => {
    const at = (createdAt: number) => ({ connectionId: 'sample', job: aJob('a', { createdAt }) });
    assert.equal(await window().claim(at(now)), true);
    assert.equal(await window().claim(at(now)), false);
    assert.equal(await window().claim(at(now + 1)), true);
  });

  it('are granted once even if another window has the account by another connection', async () => {
    assert.equal(await window().claim(ending('a')), true);
    assert.equal(await window().claim({ ...ending('a'), connectionId: 'readOnly@eu-west-1' }), false);
  });

  it('leave no id on disk, and are deleted after a day', async () => {
    await window().claim(ending('very-secret-id'));
    const [name = ''] = await readdir(join(folder, 'endings'));
    assert.match(name, /^[0-9a-f]{64}$/);
    const yesterday = new Date(now - 25 * 60 * 60 * 1000);
    await utimes(join(folder, 'endings', name), yesterday, yesterday);
    await window().claim(ending('another'));
    assert.equal((await readdir(join(folder, 'endings'))).includes(name), false);
  });

  it('are always granted when no file can be created', async () => {
    await writeFile(join(folder, 'endings'), 'in the way');
    assert.equal(await window().claim(ending('a')), true);
    assert.equal(await window().claim(ending('a')), true);
  });
});
