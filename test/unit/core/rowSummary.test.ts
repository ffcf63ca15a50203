import assert from 'node:assert/strict';
import type { Count, ImportJob, JobPhase } from '../../../src/core/jobs/job';
import { recentLabel, recentSummary, rowSummary } from '../../../src/core/jobs/rowSummary';
import { formatsFor } from '../../../src/core/text/formats';
import { aJob, countsOf } from '../../support/jobs';

const now = Date.UTC(2026, 10, 22, 10);
const formats = formatsFor('en', 'en-US');
const summary = (phase: JobPhase, counts: readonly Count[], name?: string, status = 'PROCESSING') =>
  rowSummary({ phase, status, counts }, formats, now, name);

/** Counts of a service that does not say whether failed records are among the processed ones. */
const unclear = (processed: number, failed: number) =>
  countsOf(processed, failed).map((count) => (count.id === 'processed' ? { ...count, mayInclude: 'failed' } : count));

describe('The summary of a job in its row', () => {
  it('begins with what failed, of how many', () => {
    assert.equal(summary('succeededWithFailures', countsOf(4818, 3)), '3 of 4.8K failed');
    assert.equal(summary('succeededWithFailures', countsOf(273, 20)), '20 of 293 failed');
    assert.equal(summary('running', countsOf(12_000, 5)), '5 of 12K failed');
    assert.equal(summary('succeededWithFailures', countsOf(undefined, 3)), '3 failed');
    assert.equal(summary('succeededWithFailures', countsOf(2_500_000, 0)), 'Some failed');
  });

  it('counts no record twice where processed ones may include failed ones', () => {
    assert.equal(summary('succeededWithFailures', unclear(293, 20)), '20 of 293 failed');
    assert.equal(summary('succeededWithFailures', unclear(0, 3)), '3 of 3 failed');
  });

  it('otherwise has what was processed', () => {
    assert.equal(summary('succeeded', countsOf(12_044, 0)), '12K processed');
    assert.equal(summary('succeeded', countsOf(0, 0)), '0 processed');
    assert.equal(summary('running', countsOf(40_516, 0)), '41K processed');
    const counts = [
      { id: 'created', label: 'Created', value: 1200 },
      { id: 'updated', label: 'Updated', value: 34 },
      { id: 'rejected', label: 'Rejected', value: 0, tone: 'bad' },
    ] as const;
    assert.equal(summary('running', counts), '1.2K created, 34 updated');
  });

  it('names a state that counts do not explain', () => {
    assert.equal(summary('waiting', countsOf(0, 0)), 'Waiting');
    assert.equal(summary('running', countsOf(0, 0)), 'Processing');
    assert.equal(summary('running', [], undefined, 'INITIALIZING'), 'In progress');
    assert.equal(summary('succeeded', []), 'Completed');
    assert.equal(summary('failed', countsOf(0, 0)), 'Failed');
    assert.equal(summary('failed', countsOf(1400, 0)), 'Failed');
    assert.equal(summary('failed', countsOf(1400, 512)), 'Failed · 512 failed');
    assert.equal(summary('cancelled', []), 'Cancelled');
    assert.equal(summary('cancelled', countsOf(1400, 0)), 'Cancelled');
    assert.equal(summary('unknown', countsOf(7, 0), undefined, 'PAUSED'), 'PAUSED');
  });

  it('says that a job waits for its upload, until the link for it has expired', () => {
    const waiting = (awaitsUpload: NonNullable<ImportJob['awaitsUpload']>, name?: string) =>
      rowSummary({ phase: 'waiting', status: 'CREATED', counts: [], awaitsUpload }, formats, now, name);
    assert.equal(waiting({}), 'Waiting for upload');
    assert.equal(waiting({ until: now + 1 }), 'Waiting for upload');
    assert.equal(waiting({ until: now }), 'Upload link expired');
    assert.equal(waiting({ until: now + 1 }, 'spring'), 'spring · Waiting for upload');
    assert.equal(waiting({ until: now }, 'spring'), 'spring · Upload link expired');
  });

  it('has the name of the target where the list has several', () => {
    assert.equal(summary('succeeded', countsOf(12_044, 0), 'newsletter'), 'newsletter · 12K');
    assert.equal(summary('running', countsOf(0, 0), 'newsletter'), 'newsletter');
    assert.equal(summary('succeeded', [], 'newsletter'), 'newsletter');
    assert.equal(summary('succeededWithFailures', countsOf(4818, 3), 'newsletter'), 'newsletter · 3 failed');
    assert.equal(summary('succeededWithFailures', countsOf(1, 0), 'newsletter'), 'newsletter · Some failed');
    assert.equal(summary('waiting', [], 'newsletter'), 'newsletter · Waiting');
    assert.equal(summary('failed', countsOf(1400, 512), 'newsletter'), 'newsletter · Failed');
    assert.equal(summary('cancelled', [], 'newsletter'), 'newsletter · Cancelled');
    assert.equal(summary('unknown', [], 'newsletter', 'PAUSED'), 'newsletter · PAUSED');
    assert.equal(summary('waiting', [], ''), 'Waiting', 'A job without any target is as if the list had only one.');
  });
});

describe('The row of a job among those of all connections', () => {
  const createdAt = new Date(2026, 10, 22, 9, 15).getTime();
  const description = (phase: JobPhase, counts: readonly Count[]) =>
    recentSummary({ phase, status: 'PROCESSING', counts, createdAt }, formats, now, 'prod').replace(/\s/gu, ' ');

  it('says when the job ran, what failed or else was processed, and where', () => {
    assert.equal(description('succeededWithFailures', countsOf(4818, 3)), '9:15 AM · 3 failed · prod');
    assert.equal(description('succeeded', countsOf(812, 0)), '9:15 AM · 812 processed · prod');
    assert.equal(description('cancelled', countsOf(812, 0)), '9:15 AM · Cancelled · prod');
    assert.equal(recentSummary({ phase: 'waiting', counts: [] }, formats, now, 'prod'), 'Waiting · prod');
  });

  it('is labeled by the target, by name if it has one', () => {
    assert.equal(recentLabel(aJob('a', { name: 'newsletter', target: 'Contact list newsletter' })), 'newsletter');
    const ofList = aJob('a', { name: 'November', target: 'Address list blocked' });
    assert.equal(recentLabel(ofList, 'blocked'), 'blocked');
    assert.equal(recentLabel(ofList, 'All import jobs'), 'Address list blocked');
    assert.equal(recentLabel(aJob('a', { target: 'Endpoints only' }), 'All import jobs'), 'Endpoints only');
    assert.equal(recentLabel(aJob('a'), 'blocked'), 'blocked');
    assert.equal(recentLabel(aJob('a', { name: 'November' })), 'November');
    assert.equal(recentLabel(aJob('a', { target: 'Suppression list', title: 'Import' })), 'Suppression list');
    assert.equal(recentLabel(aJob('a', { name: ' ', title: 'Import' })), 'Import');
    assert.equal(recentLabel(aJob('a')), 'a');
  });

  it('keeps room for the description next to a long name', () => {
    const label = (name: string) => recentLabel(aJob('a', { name, target: `Domain ${name}` }));
    assert.equal(label('amazon-connect-example-support'), 'amazon-connect-example-…');
    assert.equal(label('x'.repeat(24)), 'x'.repeat(24));
    assert.equal(label('😀'.repeat(25)), `${'😀'.repeat(23)}…`);
  });
});
