import assert from 'node:assert/strict';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Copies } from '../../../src/copies';
import { userPurpose } from '../../../src/core/base/request';
import type { Connection } from '../../../src/core/connections/connection';
import { formatName } from '../../../src/core/copies/copyFormat';
import type { ImportJob } from '../../../src/core/jobs/job';

const { signal } = new AbortController();

const job = (id: string, more: object = {}) => ({
  ...{ JobId: id, JobStatus: 'COMPLETED', CreatedTimestamp: 1_795_338_900, ProcessedRecordsCount: 5 },
  ...more,
});

describe('Files opened together', () => {
  let folder: string;
  let copies: Copies;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'import-jobs-together-'));
    copies = newWindow();
  });
  afterEach(() => rm(folder, { recursive: true }));

  const newWindow = () =>
    new Copies({ openVirtual: () => assert.fail('The files are on the disk.'), formatCount: String });
  const uriOf = (name: string) => pathToFileURL(join(folder, name)).href;

  /** Writes files, each a day newer than the one before. Returns their URIs. */
  async function write(files: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
    for (const [index, [name, content]] of Object.entries(files).entries()) {
      const path = join(folder, name);
      await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
      const time = new Date(Date.UTC(2026, 9, 1 + index));
      await utimes(path, time, time);
    }
    return Object.keys(files).map(uriOf);
  }

  async function jobsOf(connection: Connection, from = copies): Promise<readonly ImportJob[]> {
    const sources = await from.connect(connection, signal);
    const pages = await Promise.all(sources.map(({ root }) => root.readPage(undefined, { ...userPurpose, signal })));
    return pages.flatMap(({ items }) => items.filter((item): item is ImportJob => 'counts' in item));
  }

  const idsOf = async (connection: Connection) => (await jobsOf(connection)).map(({ id }) => id).sort();

  it('are one copy if they are pages of AWS CLI output, also after a restart', async () => {
    const uris = await write({
      'jobs-10.json': { ImportJobs: [job('j5')] },
      'jobs-2.json': { ImportJobs: [job('j3'), job('j4')], NextToken: 'more' },
      'jobs-1.jsonl': `${JSON.stringify(job('j1'))}\n${JSON.stringify(job('j2'))}\n`,
    });
    const fractions: number[] = [];
    const { connections, failures } = await copies.open(uris, {
      signal,
      onProgress: (fraction) => fractions.push(fraction),
    });
    const [connection = assert.fail('not opened'), ...others] = connections;
    assert.deepEqual([others, failures], [[], []]);
    assert.equal(connection.label, 'jobs-1.jsonl and 2 more');
    assert.deepEqual(connection.copy, {
      uris: ['jobs-1.jsonl', 'jobs-2.json', 'jobs-10.json'].map(uriOf),
      savedAt: Date.UTC(2026, 9, 3),
    });
    assert.deepEqual(await idsOf(connection), ['j1', 'j2', 'j3', 'j4', 'j5']);
    assert.deepEqual(fractions, [1 / 3, 2 / 3, 1]);
    assert.deepEqual((await jobsOf(connection, newWindow())).length, 5);
    // Files are the same copy in any order of selection.
    const again = await copies.open([...uris].reverse(), { signal });
    assert.equal(again.connections[0]?.id, connection.id);
  });

  it('have each job once: as its newest file has it, with details from any', async () => {
    const details = job('j1', {
      ...{ JobStatus: 'PROCESSING', ProcessedRecordsCount: 1 },
      ImportDataSource: { S3Url: 's3://bucket/file.csv', DataFormat: 'CSV' },
    });
    const uris = await write({
      'b.json': details,
      'c.json': { ImportJobs: [job('j1', { JobStatus: 'PROCESSING', ProcessedRecordsCount: 2 })] },
      'a.json': { ImportJobs: [job('j1', { ProcessedRecordsCount: 3 }), job('j2')] },
    });
    const { connections } = await copies.open(uris, { signal });
    const jobs = await jobsOf(connections[0] ?? assert.fail());
    assert.deepEqual(
      jobs.map(({ id, status, counts, source }) => [id, status, counts[0]?.value, source?.s3Url]),
      [
        ['j1', 'COMPLETED', 3, 's3://bucket/file.csv'],
        ['j2', 'COMPLETED', 5, undefined],
      ],
    );
  });

  it('are copies of their own if this extension saved them, and the rest opens without those that cannot', async () => {
    const saved = { format: formatName, version: 1, connection: { label: 'prod', region: 'eu-west-1' } };
    const uris = await write({
      'jobs.json': { ImportJobs: [job('j1')] },
      'prod.json': saved,
      'other.json': { hello: 'world' },
      'staging.json': saved,
    });
    const { connections, failures } = await copies.open([...uris, uriOf('missing.json')], { signal });
    assert.deepEqual(
      connections.map(({ label, region }) => [label, region]),
      [
        ['prod.json', 'eu-west-1'],
        ['staging.json', 'eu-west-1'],
        ['jobs.json', ''],
      ],
    );
    assert.deepEqual(
      failures.map((failure) => failure.kind === 'copy' && [failure.problem, failure.file]),
      [
        ['noJobs', 'other.json'],
        ['missing', 'missing.json'],
      ],
    );
  });

  it('say after a restart which of them is missing', async () => {
    const uris = await write({ 'a.json': [job('j1')], 'b.json': [job('j2')] });
    const [connection = assert.fail()] = (await copies.open(uris, { signal })).connections;
    await rm(join(folder, 'b.json'));
    const restarted = newWindow();
    const problem = await restarted.problem(connection);
    assert.ok(problem?.kind === 'copy');
    assert.deepEqual([problem.problem, problem.file], ['missing', 'b.json']);
    await assert.rejects(restarted.connect(connection, signal), { name: 'ServiceError' });
  });

  it('are not opened if the user cancels', async () => {
    const uris = await write({ 'a.json': [job('j1')], 'b.json': [job('j2')] });
    const abort = new AbortController();
    const onProgress = (fraction: number) => {
      if (fraction === 0.5) abort.abort();
    };
    await assert.rejects(copies.open(uris, { signal: abort.signal, onProgress }), { name: 'AbortError' });
  });
});
