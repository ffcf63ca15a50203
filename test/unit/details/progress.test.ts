import assert from 'node:assert/strict';
import { describeJob } from '../../../src/core/details/describe';
import { defined } from '../../../src/core/base/defined';
import type { ImportJob, Progress } from '../../../src/core/jobs/job';
import {
  contextFor,
  failedRecordsUrl,
  pinpointJob,
  pinpointJobOf,
  pinpointResponse,
  sesJob,
  sesJobOf,
  sesResponse,
  without,
} from './jobs';
import { pieces } from '../../support/jobs';

const ses = contextFor('Amazon SES');
const pinpoint = contextFor('Amazon Pinpoint');

function progressOf(job: ImportJob) {
  return describeJob(job, job.service === 'ses' ? ses : pinpoint).progress;
}

function noteOf(job: ImportJob) {
  return describeJob(job, job.service === 'ses' ? ses : pinpoint).sections.find(({ id }) => id === 'progress')?.note;
}

describe('describeJob, progress', () => {
  const running = { ...pinpointJob, phase: 'running' } as const;
  const withPieces = (done?: number, failed?: number, total?: number): ImportJob => ({
    ...running,
    progress: defined<Progress>({ done, failed, total, unit: pieces }),
  });

  it('has no percentage for SES, and says why', () => {
    assert.deepEqual(progressOf({ ...sesJob, phase: 'running' }), {
      text: 'Amazon SES reports no total, so there is no percentage.',
      running: true,
    });
  });

  it('has no progress for a finished job without a total', () => {
    assert.equal(progressOf(sesJob), undefined);
    assert.equal(progressOf({ ...sesJob, phase: 'unknown' }), undefined);
  });

  it('of a saved job stands still, and has no bar without a percentage', () => {
    const saved = { read: { state: 'saved', text: 'Saved on Nov 22, 2026' } } as const;
    const still = describeJob(running, contextFor('Amazon Pinpoint', saved)).progress;
    assert.deepEqual(still, { ...progressOf(running), running: false });
    const model = describeJob({ ...sesJob, phase: 'running' }, contextFor('Amazon SES', saved));
    assert.equal(model.progress, undefined);
    assert.ok(model.sections.some(({ id }) => id === 'progress'));
  });

  it('counts Pinpoint’s pieces, including failed ones', () => {
    assert.deepEqual(progressOf(running), {
      fraction: 0.5,
      failedFraction: 0.125,
      text: 'Pieces: 4 of 8, 1 failed · 50%',
      running: true,
    });
    assert.deepEqual(progressOf(withPieces(0, undefined, 1)), {
      fraction: 0,
      text: 'Pieces: 0 of 1 · 0%',
      running: true,
    });
  });

  it('never shows 100% before the job has finished, nor more than 100%', () => {
    assert.match(progressOf(withPieces(999, undefined, 1000))?.text ?? '', /· 99%$/u);
    const more = progressOf(withPieces(6, 4, 8));
    assert.deepEqual([more?.fraction, more?.failedFraction], [1, 0.4]);
  });

  it('has no percentage once the job has finished', () => {
    assert.equal(progressOf(pinpointJob)?.text, 'Pieces: 4 of 8, 1 failed');
    assert.equal(progressOf({ ...withPieces(1, undefined, 1), phase: 'succeeded' })?.text, 'Pieces: 1 of 1');
  });

  it('counts pieces once: beside the bar or, without a bar, as numbers', () => {
    const numbersOf = (job: ImportJob) =>
      describeJob(job, pinpoint)
        .sections.flatMap(({ rows }) => rows)
        .filter(({ id }) => id.startsWith('units'))
        .map(({ label, value, tone }) => [label, value, tone]);
    assert.deepEqual(numbersOf(pinpointJob), []);
    assert.deepEqual(numbersOf(withPieces(3, 1)), [
      ['Completed pieces', '3', undefined],
      ['Failed pieces', '1', 'bad'],
    ]);
    assert.deepEqual(numbersOf(withPieces(undefined, undefined, 8)), [['Total pieces', '8', undefined]]);
  });

  it('has no percentage while the total is absent or 0', () => {
    const text = 'Amazon Pinpoint has reported no total yet, so there is no percentage.';
    assert.equal(progressOf(withPieces(0, undefined, 0))?.text, text);
    assert.equal(progressOf(withPieces())?.text, text);
    for (const total of [1, 8]) {
      assert.equal(
        progressOf(withPieces(undefined, undefined, total))?.text,
        'Amazon Pinpoint has not reported progress yet.',
      );
    }
  });

  it('says that processed records appear to include failed ones only when they can', () => {
    const hintOf = (job: ImportJob) =>
      describeJob(job, job.service === 'ses' ? ses : pinpoint)
        .sections.flatMap(({ rows }) => rows)
        .find(({ id }) => id === 'processed')?.hint;
    const counted = (processed: number, failed: number) =>
      sesJobOf({ ...sesResponse, ProcessedRecordsCount: processed, FailedRecordsCount: failed });
    assert.equal(hintOf(sesJob), '“Processed” appears to include failed records.');
    assert.equal(hintOf(counted(3, 3)), '“Processed” appears to include failed records.');
    for (const job of [counted(0, 3), counted(4821, 0), pinpointJob]) assert.equal(hintOf(job), undefined);
    assert.equal(hintOf(sesJobOf(without(sesResponse, 'FailedRecordsCount'))), undefined);
  });

  it('explains what is counted, and no more', () => {
    const withoutPieces = ['CompletedPieces', 'FailedPieces', 'TotalPieces'].reduce(without, pinpointResponse);
    assert.equal(noteOf(sesJob), undefined);
    assert.match(noteOf(pinpointJob) ?? '', /endpoint definitions.*Pieces are parts of the job/u);
    assert.doesNotMatch(noteOf(pinpointJobOf(withoutPieces)) ?? '', /Pieces/u);
  });
});

describe('describeJob, failures', () => {
  const noteFor = (entries: number, failed?: number) => {
    const job = pinpointJobOf({
      ...without(pinpointResponse, 'TotalFailures'),
      ...(failed === undefined ? {} : { TotalFailures: failed }),
      Failures: new Array<string>(entries).fill('line'),
    });
    return describeJob(job, pinpoint).failures?.entriesNote;
  };

  it('says that there are more failures only when there are', () => {
    assert.equal(noteFor(100, 1204), 'The first 100 of 1,204 failures');
    assert.equal(noteFor(1, 2), 'The first of 2 failures');
    assert.equal(noteFor(12, 12), '12 failures');
    assert.equal(noteFor(12, 3), '12 failures');
    assert.equal(noteFor(99), '99 failures');
    assert.equal(noteFor(100, 100), '100 failures');
    assert.equal(noteFor(1), '1 failure');
  });

  it('does not call a list at its limit complete without a count of failures', () => {
    assert.equal(noteFor(100), 'The first 100 failures');
  });

  it('shows that there is a failed-records file, and nothing of its URL', () => {
    const { failures } = describeJob({ ...sesJob, failures: { failedRecordsUrl } }, ses);
    assert.deepEqual(failures, { entries: [], hasFailedRecords: true });
    assert.equal(describeJob(pinpointJob, pinpoint).failures?.hasFailedRecords, false);
  });

  it('says that a failed job has no reason, once all details are known', () => {
    const job = { ...without(sesJob, 'failures'), phase: 'failed' } as const;
    assert.deepEqual(describeJob({ ...job, counts: [] }, ses).failures, {
      entries: [],
      hasFailedRecords: false,
      note: 'Amazon SES reported no reason and no counts.',
    });
    assert.equal(describeJob(job, ses).failures?.note, 'Amazon SES reported no reason.');
    assert.equal(describeJob({ ...job, complete: false }, ses).failures, undefined);
    assert.equal(describeJob({ ...job, phase: 'cancelled', counts: [] }, ses).failures, undefined);
    assert.equal(describeJob({ ...sesJob, phase: 'failed' }, ses).failures?.note, undefined);
  });

  it('says that failed records have no reason, once the job has finished', () => {
    const job = { ...pinpointJob, phase: 'succeededWithFailures', failures: { entries: [] } } as const;
    const model = describeJob(job, pinpoint);
    assert.equal(model.failures?.note, 'Amazon Pinpoint reported no reason.');
    const ids = model.sections.flatMap(({ rows }) => rows.map(({ id }) => id));
    assert.ok(!ids.includes('failures'), 'The card says it.');
    assert.equal(describeJob({ ...job, phase: 'running' }, pinpoint).failures, undefined);
  });

  it('keeps the lines of a message', () => {
    const message = `First.\r\nSecond: ${failedRecordsUrl}`;
    assert.equal(
      describeJob({ ...sesJob, failures: { message } }, ses).failures?.message,
      'First.\nSecond: https://records.s3.eu-west-1.amazonaws.com/jobs/1/failed.json?…',
    );
  });

  it('shows the response as JSON, without its secrets', () => {
    const raw = { JobId: '1', FailureInfo: { FailedRecordsS3Url: failedRecordsUrl } };
    const { rawJson } = describeJob({ ...sesJob, raw }, ses);
    assert.deepEqual(JSON.parse(rawJson), {
      JobId: '1',
      FailureInfo: { FailedRecordsS3Url: 'https://records.s3.eu-west-1.amazonaws.com/jobs/1/failed.json?…' },
    });
    assert.match(describeJob({ ...sesJob, raw: 'a\u202Eb\u009F' }, ses).rawJson, /^"a\\u202eb\\u009f"$/u);
  });
});
