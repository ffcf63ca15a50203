import assert from 'node:assert/strict';
import { clicked, Connected, firstPage, found } from './connected';
import { processedCount } from '../../../src/core/jobs/job';

const moment = Date.UTC(2026, 10, 26, 10, 0, 0);

describe('a timestamp of SES', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  const jobs = async () => (await firstPage(found(connected.ses.root.fixed?.[0]))).jobs;

  for (const [json, expected] of [
    ['1795687200', moment],
    ['1795687200.25', moment + 250],
    ['1.7956872E9', moment],
    ['"1795687200"', moment],
    ['"2026-11-26T10:00:00Z"', moment],
    ['"2026-11-26T10:00:00.250Z"', moment + 250],
    ['"2026-11-26T10:00:00.250123+00:00"', moment + 250],
    ['"2026-11-26T11:00:00+01:00"', moment],
    ['"2026-11-26T11:00:00+0100"', moment],
    ['"2026-11-26T10:00:00"', moment],
    ['"2026-11-26 10:00:00"', moment],
    ['"2026-11-26"', Date.UTC(2026, 10, 26)],
    ['"Thu, 26 Nov 2026 10:00:00 GMT"', moment],
    ['null', undefined],
    ['""', undefined],
    ['"yesterday"', undefined],
    ['true', undefined],
    ['{"seconds":1795687200}', undefined],
    ['[1795687200]', undefined],
    ['1e999', undefined],
    ['1e20', undefined],
  ] as const) {
    it(`is ${expected === undefined ? 'left out' : new Date(expected).toISOString()} when sent as ${json}, and the list stays`, async () => {
      connected.answer(
        `{"ImportJobs":[{"JobId":"a","CreatedTimestamp":1795687200},{"JobId":"b","JobStatus":"PROCESSING","CreatedTimestamp":${json},"ProcessedRecordsCount":7},{"JobId":"c"}],"NextToken":"2"}`,
      );
      assert.deepEqual(
        (await jobs()).map((job) => [job.id, job.createdAt, processedCount(job)]),
        [
          ['a', moment, undefined],
          ['b', expected, 7],
          ['c', undefined, undefined],
        ],
      );
      connected.answer(`{"JobId":"b","JobStatus":"COMPLETED","CompletedTimestamp" : ${json} }`);
      const { completedAt, phase } = (await connected.ses.getJob({ service: 'ses', id: 'b' }, clicked)).job;
      assert.deepEqual([completedAt, phase], [expected, 'succeeded']);
    });
  }

  it('is not found in text that only looks like one', async () => {
    const message = 'Not read: "CreatedTimestamp":"2026-11-26T10:00:00Z"';
    connected.answer({ JobId: 'b', JobStatus: 'FAILED', FailureInfo: { ErrorMessage: message } });
    const { failures } = (await connected.ses.getJob({ service: 'ses', id: 'b' }, clicked)).job;
    assert.equal(failures?.message, message);
  });

  it('is not changed in a page that is not JSON', async () => {
    connected.answer('<html>"CreatedTimestamp":"x"</html>');
    await assert.rejects(jobs(), /malformed/);
  });
});
