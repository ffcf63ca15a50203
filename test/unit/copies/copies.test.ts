import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copiedJob } from '../../../src/core/copies/copiedJob';
import type { CopiedList, Copy } from '../../../src/core/copies/copyFormat';
import { copySources } from '../../../src/core/copies/copySource';
import { readFile, type CopyFile } from '../../../src/core/copies/readCopy';
import { copyChunks } from '../../../src/core/copies/writeCopy';
import { failureOf } from '../../../src/core/failures/failure';
import { keyOf, type ImportJob } from '../../../src/core/jobs/job';
import { userPurpose } from '../../../src/core/base/request';
import { unitOf } from '../../support/jobs';

const secret = 'https://bucket.s3.amazonaws.com/failed.csv?X-Amz-Signature=hidden&X-Amz-Credential=hidden';

/** A job with every field. */
function jobOf(id: string, more: Partial<ImportJob> = {}): ImportJob {
  const ref = { service: 'parcels', id, scope: 'depot-1' };
  return {
    ...ref,
    key: keyOf(ref),
    status: 'DELIVERED',
    phase: 'succeededWithFailures',
    createdAt: 1_700_000_000_000,
    startedAt: 1_700_000_001_000,
    completedAt: 1_700_000_060_000,
    awaitsUpload: { until: 1_700_000_100_000 },
    counts: [
      { id: 'processed', label: 'Processed', value: 12, mayInclude: 'failed' },
      { id: 'failed', label: 'Failed', value: 3, tone: 'bad' },
    ],
    countsNote: 'Parcels.',
    progress: { done: 1, failed: 1, total: 3, unit: unitOf('batches') },
    title: 'Parcel import',
    name: 'Monday',
    target: 'Route Monday',
    purpose: 'Adds parcels to the route',
    hasNoFiles: true,
    source: { s3Url: 's3://bucket/key.csv', format: 'CSV' },
    facts: [
      {
        ...{ id: 'depot', section: 'destination', label: 'Depot', value: 'depot-1', note: 'A note.' },
        ...{ code: true, copyable: true, listId: 'depot-1', listLabel: 'Depot', labelIn: 'breadcrumb' },
      },
    ],
    listIds: ['depot-1'],
    failures: {
      message: 'Some parcels were lost.',
      hint: 'Look below the van.',
      entries: ['parcel 1'],
      mayBeCut: true,
    },
    complete: true,
    requestId: 'request-1',
    raw: { Id: id, Depot: 'depot-1' },
    ...more,
  };
}

function listOf(id: string, jobs: readonly ImportJob[], more: Partial<CopiedList> = {}): CopiedList {
  return {
    ...{ service: 'parcels', id, icon: 'home', label: id, emptyText: 'No parcels' },
    ...{ read: 'all', jobs: jobs.map(({ key }) => key) },
    ...more,
  };
}

function copyOf(jobs: readonly ImportJob[], lists: readonly CopiedList[] = [listOf('parcels', jobs)]): Copy {
  return {
    ...{ label: 'prod · eu-west-1', region: 'eu-west-1', savedAt: Date.UTC(2026, 9, 28, 12) },
    services: [{ id: 'parcels', label: 'Amazon Parcels' }],
    lists,
    jobs: new Map(jobs.map((job) => [job.key, job])),
  };
}

async function bytesOf(copy: Copy): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of copyChunks(copy)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function* inPieces(content: Uint8Array, length: number) {
  for (let start = 0; start < content.length; start += length) {
    yield await Promise.resolve(content.subarray(start, start + length));
  }
}

function fileOf(content: Uint8Array | string, length = 1_000): CopyFile {
  const bytes = Buffer.from(content);
  return { name: 'prod.json', size: bytes.length, chunks: inPieces(bytes, length) };
}

const { signal } = new AbortController();

async function copyIn(content: Uint8Array | string, length?: number): Promise<Copy> {
  const found = await readFile(fileOf(content, length), signal);
  assert.ok(found.kind === 'copy');
  return found.copy;
}

/** Returns why a file cannot be read; `undefined` if it can. */
async function problemOf(content: Uint8Array | string, length?: number): Promise<unknown> {
  try {
    await readFile(fileOf(content, length), signal);
    return undefined;
  } catch (error) {
    const failure = failureOf(error);
    assert.ok(failure.kind === 'copy', JSON.stringify(failure));
    assert.equal(failure.file, 'prod.json');
    return failure.problem;
  }
}

describe('A saved copy', () => {
  it('has everything that was saved, read in chunks of any length', async () => {
    const list = listOf('depot-1', [], {
      ...{ parent: 'parcels', description: '12 routes', hasMixedTargets: true, fixed: true, read: 'part' },
      facts: [
        { label: 'ARN', value: 'arn:aws:parcels' },
        { label: 'Created', time: 1_700_000_000_000 },
        { label: 'End', date: Date.UTC(2026, 9, 30) },
      ],
    });
    const jobs = [jobOf('parcel-1'), jobOf('päckchen-2 “x”', { complete: false, phase: 'unknown' })];
    const copy = copyOf(jobs, [listOf('parcels', jobs, { isFixed: true }), list]);
    const content = await bytesOf(copy);
    for (const length of [1, 7, 100_000]) {
      assert.deepEqual(await copyIn(content, length), copy);
    }
  });

  it('is one JSON document whose members any program can reorder', async () => {
    const copy = copyOf([jobOf('parcel-1')]);
    const members = JSON.parse(String(await bytesOf(copy))) as object;
    const reordered = Object.fromEntries(Object.entries(members).reverse());
    assert.deepEqual(await copyIn(JSON.stringify(reordered, undefined, 2)), copy);
  });

  it('has no link that anyone could use, in any field', async () => {
    const job = jobOf('parcel-1', {
      failures: { message: `See ${secret}`, failedRecordsUrl: secret, entries: [secret] },
      source: { s3Url: secret },
      raw: { Url: secret, Deep: [{ Url: secret }] },
    });
    const text = String(await bytesOf(copyOf([job])));
    assert.match(text, /failed\.csv/);
    assert.doesNotMatch(text, /hidden/);
    assert.doesNotMatch(text, /failedRecordsUrl/);
  });

  it('does not use a link or secret in an edited file', async () => {
    const text = String(await bytesOf(copyOf([jobOf('parcel-1')])))
      .replace('"message":', `"failedRecordsUrl":${JSON.stringify(secret)},"message":`)
      .replace('"raw":{', `"raw":{"Url":${JSON.stringify(secret)},`);
    const [job] = (await copyIn(text)).jobs.values();
    assert.equal(job?.failures?.failedRecordsUrl, undefined);
    assert.doesNotMatch(JSON.stringify(job), /hidden/);
  });

  it('of a later version says so', async () => {
    const text = String(await bytesOf(copyOf([jobOf('parcel-1')])));
    assert.equal(await problemOf(text.replace('"version":1', '"version":2')), 'newer');
    // Even if its later members are not understood.
    assert.equal(await problemOf(text.replace('"version":1', '"version":2').replace('"jobs":[', '"jobs":[[')), 'newer');
  });

  it('that was cut off anywhere says so', async () => {
    const content = await bytesOf(copyOf([jobOf('parcel-1'), jobOf('parcel-2')]));
    for (let length = 1; length < content.length - 2; length += 37) {
      assert.equal(await problemOf(content.subarray(0, length)), 'cutOff', `${String(length)} bytes`);
    }
  });

  it('that is not JSON, too large or nested too deep says so', async () => {
    assert.equal(await problemOf('<html>'), 'notJson');
    assert.equal(await problemOf('{"format":"import-jobs-copy",nonsense'), 'notJson');
    assert.equal(await problemOf('['.repeat(1_000_000)), 'notJson');
    const huge = { name: 'prod.json', size: 500_000_000, chunks: inPieces(Buffer.from('{}'), 1) };
    await assert.rejects(readFile(huge, signal), (error) => {
      assert.deepEqual(failureOf(error), { kind: 'copy', problem: 'tooLarge', file: 'prod.json' });
      return true;
    });
  });

  it('may start with a byte order mark or be UTF-16, as Windows PowerShell redirects output', async () => {
    const copy = copyOf([jobOf('päckchen-1')]);
    const text = String(await bytesOf(copy));
    assert.deepEqual(await copyIn(`\uFEFF${text}`), copy);
    for (const length of [3, 1_000]) {
      assert.deepEqual(await copyIn(Buffer.from(`\uFEFF${text}`, 'utf16le'), length), copy);
    }
  });

  it('stops reading when it is cancelled, and reports its progress', async () => {
    const abort = new AbortController();
    const content = await bytesOf(copyOf([jobOf('parcel-1')]));
    const fractions: number[] = [];
    const reading = readFile(fileOf(content, 100), abort.signal, (fraction) => {
      fractions.push(fraction);
      if (fraction > 0.5) abort.abort();
    });
    await assert.rejects(reading, { name: 'AbortError' });
    assert.ok(fractions.length > 2 && Math.max(...fractions) < 0.8);
  });

  it('can have any JSON anywhere, without an error or a field of another type', async () => {
    const fields = Object.keys(jobOf('parcel-1'));
    const hostile = fc.record(Object.fromEntries(fields.map((field) => [field, fc.jsonValue({ maxDepth: 3 })])), {
      requiredKeys: [],
    });
    const copy = fc.record({
      format: fc.constant('import-jobs-copy'),
      version: fc.constant(1),
      savedAt: fc.jsonValue(),
      connection: fc.jsonValue(),
      services: fc.oneof(fc.jsonValue(), fc.constant([{ id: 'parcels', label: 'Parcels' }])),
      lists: fc.oneof(
        fc.jsonValue(),
        fc.array(
          fc.record({ service: fc.constant('parcels'), id: fc.string(), parent: fc.string(), jobs: fc.jsonValue() }),
        ),
      ),
      jobs: fc.oneof(
        fc.jsonValue(),
        fc.array(fc.tuple(hostile, fc.string()).map(([job, id]) => ({ ...job, service: 'parcels', id }))),
      ),
    });
    await fc.assert(
      fc.asyncProperty(copy, async (json) => {
        const read = await copyIn(JSON.stringify(json));
        // What is read is valid: it can be saved and read again unchanged.
        const again = copyOf([], read.lists);
        assert.deepEqual((await copyIn(await bytesOf({ ...again, jobs: read.jobs }))).jobs, read.jobs);
        for (const { root } of copySources(read, String)) {
          await root.readPage(undefined, { ...userPurpose, signal });
        }
      }),
      // The example cannot be converted to a string.
      { numRuns: 40, examples: [[{ format: 'import-jobs-copy', version: 1, savedAt: { toString: '' } } as never]] },
    );
  });

  it('keeps hostile text in jobs as it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), { minLength: 1, maxLength: 3 }),
        async (ids) => {
          const copy = copyOf(ids.map((id) => jobOf(id.toWellFormed(), { status: id.toWellFormed() })));
          assert.deepEqual(await copyIn(await bytesOf(copy)), copy);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('leaves out jobs and lists without a service or an id', () => {
    assert.equal(copiedJob({ service: 'parcels' }), undefined);
    assert.equal(copiedJob({ id: '', service: 'parcels' }), undefined);
    assert.equal(copiedJob([]), undefined);
    assert.deepEqual(copiedJob({ service: 'parcels', id: 'parcel-1', phase: 'lost', counts: [{ id: 'a' }] }), {
      ...{ service: 'parcels', id: 'parcel-1', key: 'parcels/parcel-1', phase: 'unknown', counts: [], facts: [] },
      ...{ listIds: [], complete: false, raw: null },
    });
  });
});

describe('The services of a saved copy', () => {
  const context = { ...userPurpose, signal };
  const jobs = [jobOf('parcel-1'), jobOf('parcel-2')];

  it('have the lists that were saved, and say what was not saved', async () => {
    const lists = [
      listOf('parcels', [], { label: 'Parcels', read: 'none', isFixed: true }),
      listOf('depot-1', jobs, { parent: 'parcels', fixed: true, read: 'part', description: '12 routes' }),
      listOf('depot-2', [], { parent: 'parcels', fixed: true, read: 'none' }),
      listOf('depot-3', [], { parent: 'depot-1' }),
    ];
    const [{ root } = assert.fail('no source')] = copySources(copyOf(jobs, lists), String);
    assert.equal(root.label, 'Parcels');
    assert.deepEqual(
      root.fixed?.map(({ id, description, emptyText }) => [id, description, emptyText]),
      [
        ['depot-1', '12 routes · only the first 2 saved', 'No parcels'],
        ['depot-2', 'not saved', 'Not loaded when the copy was saved'],
      ],
    );
    const page = (await root.fixed[0]?.readPage(undefined, context)) ?? assert.fail('no list');
    assert.deepEqual(
      page.items.map(({ id }) => id),
      ['depot-3', 'parcel-1', 'parcel-2'],
    );
    assert.equal(page.nextToken, undefined);
  });

  it('survive lists that contain each other', async () => {
    const lists = [
      listOf('parcels', []),
      listOf('a', [], { parent: 'b' }),
      listOf('b', [], { parent: 'a' }),
      listOf('c', [], { parent: 'parcels' }),
      listOf('c', [], { parent: 'c' }),
    ];
    const [source = assert.fail('no source')] = copySources(copyOf([], lists), String);
    const page = await source.root.readPage(undefined, context);
    assert.deepEqual(
      page.items.map(({ id }) => id),
      ['c'],
    );
  });

  it('answer for one job, and request nothing to refresh it', async () => {
    const [source] = copySources(copyOf(jobs), String);
    assert.ok(source !== undefined);
    const [job = assert.fail('no job')] = jobs;
    assert.equal((await source.getJob(job, context)).job, job);
    await assert.rejects(source.getJob({ service: 'parcels', id: 'other' }, context), { name: 'ServiceError' });
    await source.refresh([job], context, {
      onFound: () => assert.fail('found'),
      onDeleted: () => assert.fail('deleted'),
    });
  });
});
