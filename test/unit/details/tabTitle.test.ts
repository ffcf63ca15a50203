import assert from 'node:assert/strict';
import { tabTitle } from '../../../src/core/details/tabTitle';
import { aJob } from '../../support/jobs';
import { pinpointJob, sesJob, labels } from './jobs';

describe('The title of a tab', () => {
  const titleOf = (job: Parameters<typeof tabTitle>[0]) =>
    tabTitle(job, labels('Loyalty', 'VIP'), (time) => `time ${String(time)}`);

  it('names what was imported into, and when', () => {
    assert.equal(titleOf({ ...sesJob, createdAt: 7 }), 'newsletter · time 7');
    assert.equal(titleOf({ ...pinpointJob, createdAt: 7 }), 'VIP · time 7');
    const job = aJob('a', { createdAt: 7, title: 'Suppression list import', target: 'Suppression list' });
    assert.equal(titleOf(job), 'Suppression list · time 7');
    assert.equal(titleOf({ ...job, name: '' }), 'Suppression list · time 7');
  });

  it('is that of an import job while nothing else is known, and has the id without a time', () => {
    assert.equal(titleOf(aJob('a', { createdAt: 7 })), 'Import job · time 7');
    assert.equal(titleOf(aJob('a', {})), 'Import job · a');
  });

  it('is plain text without the secrets of a URL', () => {
    const name = 'A\u202e\nhttps://bucket.s3.amazonaws.com/a?X-Amz-Signature=secret';
    assert.equal(titleOf(aJob('a', { name, createdAt: 7 })), 'A https://bucket.s3.amazonaws.com/a?… · time 7');
  });
});
