import assert from 'node:assert/strict';
import { mapItems } from '../../../src/aws/requests/mapItems';
import { isBranch } from '../../../src/core/jobs/source';
import { clicked, Connected, firstPage, found, lookAt } from './connected';
import { aJob } from '../../support/jobs';

const half = '\ud800';

describe('Pages with unexpected items', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  it('of SES show every job with an id, even with half a character in it', async () => {
    const list = found(connected.ses.root.fixed?.[0]);
    const ImportJobs = [
      null,
      { JobId: 'a' },
      {},
      { JobId: null },
      { JobId: `job-${half}` },
      { JobId: '' },
      { JobId: 'b' },
    ];
    connected.answer({ ImportJobs });
    const { jobs } = await firstPage(list);
    assert.deepEqual(
      jobs.map(({ id }) => id),
      ['a', `job-${half}`, 'b'],
    );
    assert.deepEqual(
      (await lookAt(connected.ses, [aJob('b')])).map(({ key }) => key),
      ['ses/a', 'ses/job-%EF%BF%BD', 'ses/b'],
    );
  });

  it('of Pinpoint show every application, segment and job with an id', async () => {
    connected.answer({ Item: [null, { Id: 'a', Name: half }, {}, { Id: half }] });
    const [application] = (await connected.pinpoint.root.readPage(undefined, clicked)).items.filter(isBranch);
    assert.equal(application?.label, half);
    connected.answer({ Item: [null, { Id: half, SegmentType: 'IMPORT' }, { Id: 'b', SegmentType: 'IMPORT' }] });
    assert.equal((await application.readPage(undefined, clicked)).items.length, 2);
    connected.answer({ Item: [null, { Id: half, JobStatus: half, Definition: null }, { Id: 'b', Failures: [null] }] });
    const { jobs } = await firstPage(found(application.fixed?.[0]));
    assert.deepEqual(
      jobs.map(({ id }) => id),
      [half, 'b'],
    );
  });

  it('lose only the item that cannot be mapped, and report it', () => {
    const mistake = new TypeError('a mistake');
    const reported: unknown[] = [];
    const map = (item: number) => {
      if (item === 2) {
        throw mistake;
      }
      return item === 3 ? undefined : -item;
    };
    assert.deepEqual(
      mapItems([1, 2, 3, 4], map, (error) => reported.push(error)),
      [-1, -4],
    );
    assert.deepEqual(reported, [mistake]);
    assert.deepEqual(
      mapItems(undefined, map, () => assert.fail()),
      [],
    );
  });
});
