import assert from 'node:assert/strict';
import { lazyReads } from '../../../src/aws/lazyReads';
import type { ReadingOptions } from '../../../src/aws/requests/readingOptions';
import type { ServiceAccess, ServiceReads } from '../../../src/aws/sdkService';
import type { JobSource } from '../../../src/core/jobs/source';
import { clicked } from './connected';

describe('A service with a bundle of its own', () => {
  const access = { region: 'eu-west-1' } as ServiceAccess;
  const options = {} as ReadingOptions;
  let loads: number;
  let made: number;
  let reads: ServiceReads;
  let failure: Error | undefined;

  beforeEach(() => {
    [loads, made, failure] = [0, 0, undefined];
    const page = { items: [], nextToken: 'next', sentAs: 1 };
    const source = {
      root: { readPage: () => Promise.resolve(page) },
      getJob: () => Promise.resolve({ sentAs: 2 }),
      refresh: () => Promise.resolve(),
    } as unknown as JobSource;
    reads = lazyReads({
      service: 'parcels',
      rootOf: (region) => ({
        id: 'parcels',
        icon: 'package',
        label: 'Parcels',
        emptyText: `No depots in ${region}`,
      }),
      probeNames: ['ListDepots'],
      load: () => {
        loads++;
        return failure === undefined
          ? Promise.resolve({
              source: () => {
                made++;
                return source;
              },
              probes: { names: [], sendAny: () => Promise.resolve('sent'), run: () => Promise.resolve([]) },
            })
          : Promise.reject(failure);
      },
    });
  });

  it('is listed without loading it', () => {
    const { service, root } = reads.source(access, options);
    assert.deepEqual([service, root.label, root.emptyText], ['parcels', 'Parcels', 'No depots in eu-west-1']);
    assert.deepEqual([reads.probes.names, loads], [['ListDepots'], 0]);
  });

  it('is loaded once, when it is first read', async () => {
    const source = reads.source(access, options);
    const [page] = await Promise.all([
      source.root.readPage(undefined, clicked),
      source.getJob({ service: 'parcels', id: 'a' }, clicked),
    ]);
    assert.deepEqual([page.nextToken, loads, made], ['next', 1, 1]);
  });

  it('is loaded again after a failure', async () => {
    const source = reads.source(access, options);
    failure = new Error('The file is locked');
    await assert.rejects(source.root.readPage(undefined, clicked), failure);
    failure = undefined;
    assert.equal((await source.root.readPage(undefined, clicked)).nextToken, 'next');
    assert.deepEqual([loads, made], [2, 1]);
  });

  it('is loaded by a diagnosis', async () => {
    assert.equal(await reads.probes.sendAny({} as Parameters<typeof reads.probes.sendAny>[0]), 'sent');
    assert.equal(loads, 1);
  });
});
