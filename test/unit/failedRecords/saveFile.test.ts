import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveFile } from '../../../src/node/saveFile';
import { skip } from '../../support/mocha';
import { downloadFrom, failureOf, secret, sentenceOf } from './downloads';
import { FilesServer } from './filesServer';

const piece = Buffer.alloc(65_536, 'line,reason\n');

describe('Saving failed records', () => {
  const server = new FilesServer();
  let folder: string;
  let file: string;
  const { signal } = new AbortController();

  before(() => server.start());
  after(() => server.close());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-save-'));
    file = join(folder, 'records.csv');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function* some(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
    for (const text of texts) yield await Promise.resolve(Buffer.from(text));
  }

  it('writes the file and returns its size', async () => {
    assert.equal(await saveFile(file, some('a,b\n', '1,2\n'), signal), 8);
    assert.equal(await readFile(file, 'utf8'), 'a,b\n1,2\n');
    assert.deepEqual(await readdir(folder), ['records.csv']);
  });

  it('replaces an existing file only when complete', async () => {
    await writeFile(file, 'old');
    const chunks = async function* () {
      yield* some('new');
      assert.equal(await readFile(file, 'utf8'), 'old');
    };
    await saveFile(file, chunks(), signal);
    assert.equal(await readFile(file, 'utf8'), 'new');
  });

  it('keeps the permissions of the existing file', async function () {
    if (process.platform === 'win32') skip(this, 'Windows has no such modes.');
    const modeOf = async (name: string) => (await stat(join(folder, name))).mode & 0o777;
    for (const mode of [0o600, 0o664, 0o644]) {
      await writeFile(file, 'old');
      await chmod(file, mode);
      const chunks = async function* () {
        yield* some('new');
        for (const name of await readdir(folder)) assert.equal(await modeOf(name), mode, name);
      };
      await saveFile(file, chunks(), signal);
      assert.equal(await readFile(file, 'utf8'), 'new');
      assert.equal(await modeOf('records.csv'), mode);
    }
  });

  it('gives a new file the default mode', async () => {
    await writeFile(join(folder, 'any'), '');
    await saveFile(file, some('new'), signal);
    assert.equal((await stat(file)).mode, (await stat(join(folder, 'any'))).mode);
  });

  it('keeps a symbolic link and writes its target', async () => {
    await mkdir(join(folder, 'real'));
    await writeFile(join(folder, 'real/records.csv'), 'old');
    await symlink(join(folder, 'real/records.csv'), file);
    await saveFile(file, some('new'), signal);
    assert.equal(await readFile(join(folder, 'real/records.csv'), 'utf8'), 'new');
    assert.deepEqual(await readdir(join(folder, 'real')), ['records.csv']);
  });

  it('reads 64 MB no faster than they are written', async function () {
    this.timeout(10_000);
    const pieces = 1_024;
    let sent = 0;
    let taken = 0;
    let ahead = 0;
    server.answer = (_, response) => {
      response.setHeader('content-length', pieces * piece.length);
      const write = () => {
        while (sent < pieces) {
          sent += 1;
          if (!response.write(piece)) return;
        }
        response.end();
      };
      response.on('drain', write);
      write();
    };
    const slowed = async function* () {
      for await (const chunk of downloadFrom(server.url, { limit: 1e9 })) {
        taken += chunk.length;
        ahead = Math.max(ahead, sent * piece.length - taken);
        yield chunk;
      }
    };
    assert.equal(await saveFile(file, slowed(), signal), pieces * piece.length);
    // The sockets' own buffers hold some megabytes; the rest waits at the server. test/bench measures the memory.
    assert.ok(ahead < 16_000_000, `${(ahead / 1e6).toFixed(1)} MB were sent before they were taken.`);
  });

  it('leaves nothing behind when cancelled before, during or at the end', async () => {
    await writeFile(file, 'old');
    for (const after of [0, 1, 2]) {
      const abort = new AbortController();
      server.answer = (_, response) => {
        response.write(piece);
        response.write(piece);
        if (after === 2) response.end();
      };
      let taken = 0;
      const chunks = async function* () {
        for await (const chunk of downloadFrom(server.url, { signal: abort.signal })) {
          if (after === 0) abort.abort();
          yield chunk;
          taken += chunk.length;
          if (after === 1 || taken === 2 * piece.length) {
            assert.equal((await readdir(folder)).length, 2);
            abort.abort();
            // At once, since the window may be closing.
            assert.deepEqual(await readdir(folder), ['records.csv']);
          }
        }
      };
      assert.deepEqual(await failureOf(saveFile(file, chunks(), abort.signal)), { kind: 'cancelled' });
      assert.deepEqual(await readdir(folder), ['records.csv']);
      assert.equal(await readFile(file, 'utf8'), 'old');
    }
  });

  it('leaves nothing behind when the download fails', async () => {
    server.answer = ({ socket }, response) => {
      response.setHeader('content-length', 1_000_000);
      response.write(piece, () => socket.destroy());
    };
    assert.match(
      await sentenceOf(saveFile(file, downloadFrom(`${server.url}/?${secret}`), signal)),
      /^The file is incomplete: /,
    );
    assert.deepEqual(await readdir(folder), []);
  });

  it('leaves nothing behind when the disk is full, and closes the connection', async () => {
    const gone = Promise.withResolvers<undefined>();
    server.answer = (_, response) => {
      response.on('close', () => {
        gone.resolve(undefined);
      });
      response.write(piece);
      response.write(piece);
    };
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    let writes = 0;
    const write = () => ((writes += 1) === 2 ? Promise.reject(full) : Promise.resolve());
    assert.equal(await sentenceOf(saveFile(file, downloadFrom(server.url), signal, write)), 'The disk is full');
    assert.deepEqual(await readdir(folder), []);
    await gone.promise;
  });

  it('reports why a file cannot be written', async () => {
    assert.equal(
      await sentenceOf(saveFile(join(folder, 'none/records.csv'), some('a'), signal)),
      'The folder no longer exists',
    );
    await mkdir(file);
    assert.equal(await sentenceOf(saveFile(file, some('a'), signal)), 'The file could not be written');
    assert.deepEqual(await readdir(folder), ['records.csv']);
  });
});
