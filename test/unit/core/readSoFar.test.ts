import assert from 'node:assert/strict';
import { formatsFor } from '../../../src/core/text/formats';
import { readSoFar } from '../../../src/core/jobs/readSoFar';
import { jobNoun } from '../../../src/core/jobs/source';

describe('readSoFar', () => {
  const { count } = formatsFor('en', 'en-US');

  it('uses the noun of the list’s items', () => {
    assert.equal(readSoFar(['address list', 'address lists'], 3, count), '3 address lists so far');
  });

  it('uses the right form for one and for none', () => {
    assert.equal(readSoFar(jobNoun, 1, count), '1 job so far');
    assert.equal(readSoFar(jobNoun, 0, count), '0 jobs so far');
  });

  it('formats the number in the user’s locale', () => {
    assert.equal(readSoFar(jobNoun, 1204, count), '1,204 jobs so far');
  });
});
