import assert from 'node:assert/strict';
import { describeFailures } from '../../../src/core/details/describeFailures';
import type { RecordsSummary } from '../../../src/core/failedRecords/recordsSummary';
import { contextFor, sesJob } from './jobs';

const counted: RecordsSummary = {
  rows: 1_203,
  reasons: [{ reason: 'Twice', count: 1_000 }],
  others: 0,
  withoutReason: 203,
  distinct: 1,
  more: false,
};

describe('describeFailures', () => {
  const summaryOf = (records?: RecordsSummary) =>
    describeFailures(sesJob, contextFor('Amazon SES', records === undefined ? {} : { records }))?.summary;

  it('describes what was counted in the failed-records file, and what its reasons leave out', () => {
    const reasons = [{ reason: 'Twice', count: '1,000' }];
    assert.deepEqual(summaryOf(counted), {
      text: '1,203 failed records, 1 reason',
      reasons,
      note: '203 without a reason.',
    });
    assert.deepEqual(summaryOf({ ...counted, withoutReason: 0, rows: 1_000 }), {
      text: '1,000 failed records, 1 reason',
      reasons,
    });
  });

  it('describes no file that was not read or could not be counted', () => {
    assert.equal(summaryOf(), undefined);
    assert.equal(summaryOf({ ...counted, unknownFormat: true }), undefined);
  });
});
