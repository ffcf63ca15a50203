import assert from 'node:assert/strict';
import { linkLife } from '../../../src/core/text/presignedUrl';
import { formatsFor } from '../../../src/core/text/formats';

const formats = formatsFor('en', 'en-GB');
const now = new Date(2026, 10, 22, 13).getTime();
const url = (expiry: number) => `https://files.example/f?Expires=${expiry / 1000}&Signature=x`;
const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();

describe('linkLife', () => {
  it('has only the time if it is today, and the date otherwise', () => {
    assert.equal(linkLife([url(at(22, 13, 30))], now, formats), 'Valid until 13:30');
    assert.equal(linkLife([url(at(23, 0, 30))], now, formats), 'Valid until 23 Nov, 00:30');
  });

  it('is the earliest expiry of several links', () => {
    assert.equal(linkLife([url(at(22, 14, 0)), url(at(22, 13, 30))], now, formats), 'Valid until 13:30');
  });

  it('is unknown when any link has no expiry, or without links', () => {
    assert.equal(linkLife([url(at(22, 14, 0)), 'https://files.example/f'], now, formats), undefined);
    assert.equal(linkLife([], now, formats), undefined);
  });
});
