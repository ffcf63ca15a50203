import assert from 'node:assert/strict';
import { mayHaveFailedRecords, mayHaveResult } from '../../../src/core/failedRecords/jobFile';
import { aJob, type JobFields } from '../../support/jobs';

const may = (fields: JobFields) => mayHaveFailedRecords(aJob('a', fields));
const failures = { failedRecordsUrl: 'https://files.invalid/a.csv' };

describe('Failed records', () => {
  it('exist where the service gave a URL, and only there once it gave all details', () => {
    assert.ok(may({ complete: true, failures, failed: 3 }));
    assert.ok(may({ complete: false, failures, failed: 0 }));
    assert.ok(!may({ complete: true, phase: 'succeededWithFailures', failed: 3 }));
    assert.ok(!may({ complete: true, phase: 'failed', failures: { message: 'no' } }));
  });

  it('may exist where a list leaves out the URL, unless no record failed', () => {
    assert.ok(may({ phase: 'succeededWithFailures', failed: 3 }));
    assert.ok(may({ phase: 'running', failed: 1 }));
    assert.ok(!may({ phase: 'succeeded', processed: 10, failed: 0 }));
    assert.ok(!may({ phase: 'running', processed: 10, failed: 0 }));
    assert.ok(may({ phase: 'failed', failed: 0 }), 'The whole import failed.');
    assert.ok(may({ phase: 'unknown' }), 'What is unknown counts as possible.');
    assert.ok(may({ phase: 'succeeded', processed: 10 }), 'It was not said how many failed.');
    assert.ok(!may({ phase: 'waiting' }), 'It has not begun.');
  });
});

describe('The result of a job', () => {
  const has = (fields: JobFields) => mayHaveResult(aJob('a', fields));

  it('exists where the service gave a URL, and may where a list leaves it out', () => {
    const result = { url: 'https://files.invalid/a.csv' };
    assert.ok(has({ complete: true, phase: 'succeeded', result }));
    assert.ok(has({ phase: 'succeeded', result: {} }));
    assert.ok(!has({ complete: true, phase: 'succeeded', result: {} }));
    assert.ok(!has({ phase: 'running', result: {} }));
    assert.ok(!has({ phase: 'succeeded' }), 'An import creates no file.');
    assert.ok(!may({ phase: 'running', result: {} }), 'An export has no failed records.');
  });
});
