import assert from 'node:assert/strict';
import { formatsFor } from '../../../src/core/formats';
import { readSoFar } from '../../../src/core/readSoFar';

describe('What is said while a whole list is read', () => {
  const { count } = formatsFor('en', 'en-US');

  it('names what the list holds', () => {
    assert.equal(readSoFar('service', 3, count), '3 applications so far');
    assert.equal(readSoFar('application', 12, count), '12 segments so far');
    for (const kind of ['suppressionList', 'contactLists', 'allJobs', 'segment'] as const) {
      assert.equal(readSoFar(kind, 100, count), '100 jobs so far');
    }
  });

  it('is right for one and for none', () => {
    assert.equal(readSoFar('allJobs', 1, count), '1 job so far');
    assert.equal(readSoFar('service', 0, count), '0 applications so far');
  });

  it('has the number as the user writes it', () => {
    assert.equal(readSoFar('allJobs', 1204, count), '1,204 jobs so far');
  });
});
