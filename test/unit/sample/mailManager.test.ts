import assert from 'node:assert/strict';
import { expiryOf } from '../../../src/core/text/presignedUrl';
import { SampleFixture, sunday } from './sampleClient';

const requiredFields = [
  ...['AddressListId', 'CreatedTimestamp', 'ImportDataFormat', 'JobId', 'Name', 'PreSignedUrl', 'Status'],
];

/** Every field of an ImportJob in AWS's reference. */
const everyField = [
  ...['AddressListId', 'CompletedTimestamp', 'CreatedTimestamp', 'Error', 'FailedItemsCount', 'ImportDataFormat'],
  ...['ImportedItemsCount', 'JobId', 'Name', 'PreSignedUrl', 'StartTimestamp', 'Status'],
];

const statuses = ['COMPLETED', 'CREATED', 'FAILED', 'PROCESSING', 'STOPPED'];

const sortedUnique = (items: readonly string[]) => [...new Set(items)].sort();

async function jobsOf({ client }: SampleFixture) {
  const lists = await client.addressLists();
  return (await Promise.all(lists.map(({ AddressListId }) => client.addressListJobs(AddressListId)))).flat();
}

describe('sample account: Mail Manager', () => {
  it('has four address lists, one with more jobs than a page, one that begins with an empty page, one empty', async () => {
    const { client } = new SampleFixture();
    const lists = await client.addressLists();
    const pages = lists.map(({ AddressListId }) => client.addressListPages(AddressListId));
    const counts = (await Promise.all(pages)).map((list) => list.map(({ length }) => length));
    assert.deepEqual(
      lists.map(({ AddressListName }, index) => [AddressListName, counts[index]]),
      [
        ['blocked-senders', [50, 27]],
        ['executives', [6]],
        ['partner-domains', [0, 13]],
        ['press', [0]],
      ],
    );
  });

  it('has every status at its start, for any seed and start', async () => {
    for (const seed of [1, 2, 3, 5, 8, 13]) {
      const jobs = await jobsOf(new SampleFixture({ seed, start: Date.UTC(2026, seed, 1 + seed, seed, seed, seed) }));
      assert.deepEqual(sortedUnique(jobs.map(({ Status }) => Status)), statuses);
    }
  });

  it('has exactly the fields of the reference, only the required ones in a job that was not started', async () => {
    const jobs = await jobsOf(new SampleFixture());
    assert.deepEqual(sortedUnique(jobs.flatMap((job) => Object.keys(job))), everyField);
    for (const job of jobs.filter(({ Status }) => Status === 'CREATED')) {
      assert.deepEqual(Object.keys(job).sort(), requiredFields);
    }
  });

  it('lists a job and returns it alone with the same fields', async () => {
    const fixture = new SampleFixture();
    for (const job of await jobsOf(fixture)) {
      const { JobId } = job;
      assert.deepEqual(await fixture.client.mailManager('GetAddressListImportJob', { JobId }), job);
    }
  });

  it('has two jobs that never start: the link of one has expired, that of the other expires later', async () => {
    const fixture = new SampleFixture();
    const never = async () => {
      const jobs = (await jobsOf(fixture)).filter(({ Status }) => Status === 'CREATED');
      return jobs.map(({ PreSignedUrl }) => (expiryOf(PreSignedUrl) ?? NaN) - fixture.time);
    };
    const [first = 0, ...others] = (await never()).sort((a, b) => a - b);
    assert.ok(first < 0 && others.length > 0 && others.every((left) => left > 0), String([first, ...others]));
    fixture.time = sunday + 2 * 3_600_000;
    assert.ok((await never()).filter((left) => left < 0).length === 2);
  });

  it('has started jobs later than it created them', async () => {
    for (const { CreatedTimestamp, StartTimestamp, CompletedTimestamp } of await jobsOf(new SampleFixture())) {
      assert.ok(StartTimestamp === undefined || StartTimestamp > CreatedTimestamp);
      assert.ok(CompletedTimestamp === undefined || CompletedTimestamp > (StartTimestamp ?? Infinity));
    }
  });

  it('formats errors as Mail Manager does, which has one status for all', async () => {
    const { client } = new SampleFixture();
    const [list] = await client.addressLists();
    const id = list?.AddressListId;
    for (const [operation, fields, type] of [
      ['ListAddressListImportJobs', { AddressListId: 'nothing' }, 'ResourceNotFoundException'],
      ['GetAddressListImportJob', { JobId: 'nothing' }, 'ResourceNotFoundException'],
      ['GetAddressListImportJob', {}, 'ValidationException'],
      ['ListAddressLists', { PageSize: 0 }, 'ValidationException'],
      ['ListAddressLists', { NextToken: 7 }, 'ValidationException'],
      ['ListAddressListImportJobs', { AddressListId: id, NextToken: 'nonsense' }, 'ValidationException'],
      ['DeleteAddressList', { AddressListId: id }, 'UnknownOperationException'],
    ] as const) {
      const { status, body } = await client.sendToMailManager(operation, JSON.stringify(fields));
      const { __type, message } = JSON.parse(body) as Readonly<Record<string, string>>;
      assert.deepEqual([status, __type], [400, `com.amazonaws.mailmanager#${type}`]);
      assert.notEqual(message, '');
    }
    assert.equal((await client.sendToMailManager('ListAddressLists', 'nonsense')).status, 400);
    assert.equal((await client.send('GET', '/')).status, 404);
  });

  it('contains nothing that looks like a real credential or address', async () => {
    const everything = JSON.stringify(await jobsOf(new SampleFixture()));
    assert.doesNotMatch(everything, /A[KS]IA[A-Z0-9]/);
    assert.doesNotMatch(everything, /@/);
    assert.doesNotMatch(everything, /https:\/\/(?!uploads\.sample-account\.invalid\/)/);
  });
});
