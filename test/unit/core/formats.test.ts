import assert from 'node:assert/strict';
import { formatsFor } from '../../../src/core/text/formats';

describe('formatsFor', () => {
  const time = new Date(2026, 10, 22, 15, 41).getTime();

  it('uses the machine’s locale when it has the editor’s language', () => {
    assert.equal(formatsFor('en', 'en-IN').count(1234567), '12,34,567');
    assert.match(formatsFor('en', 'en-GB').time(time), /^22 Nov 2026, 15:41$/);
    assert.equal(formatsFor('en', 'en-GB').shortTime(time), '15:41');
    assert.equal(formatsFor('en', 'en-GB').language, 'en-GB');
  });

  it('uses the editor’s language when the machine has another', () => {
    assert.equal(formatsFor('en', 'de-DE').count(1234567), '1,234,567');
    assert.equal(formatsFor('pt-br', 'en-US').count(1234567), '1.234.567');
    assert.equal(formatsFor('pt-br', 'en-US').language, 'pt-BR');
  });

  const at = (year: number, month: number, day: number, hour: number, minute: number) =>
    new Date(year, month, day, hour, minute).getTime();
  const spaced = (text: string) => text.replace(/\s/gu, ' ');

  it('shortens times: today’s have no date, and those of this year no year', () => {
    const now = at(2026, 10, 24, 15, 0);
    const english = (then: number) => spaced(formatsFor('en', 'en-US').compactTime(then, now));
    const german = (then: number) => formatsFor('de', 'de-DE').compactTime(then, now);
    for (const [then, inEnglish, inGerman] of [
      [at(2026, 10, 24, 12, 47), '12:47 PM', '12:47'],
      [at(2026, 10, 24, 0, 0), '12:00 AM', '00:00'],
      [at(2026, 10, 23, 23, 59), 'Nov 23, 11:59 PM', '23. Nov., 23:59'],
      [at(2026, 0, 1, 0, 0), 'Jan 1, 12:00 AM', '1. Jan., 00:00'],
      [at(2025, 11, 31, 13, 58), 'Dec 31, 2025, 1:58 PM', '31.12.2025, 13:58'],
    ] as const) {
      assert.deepEqual([english(then), german(then)], [inEnglish, inGerman]);
    }
  });

  it('can keep the date of today’s times', () => {
    const now = at(2026, 10, 24, 15, 0);
    const short = (then: number) => spaced(formatsFor('en', 'en-US').shortDateTime(then, now));
    assert.equal(short(at(2026, 10, 24, 13, 58)), 'Nov 24, 1:58 PM');
    assert.equal(short(at(2025, 11, 31, 13, 58)), 'Dec 31, 2025, 1:58 PM');
  });

  it('gives a date without a time that is the same in every time zone', () => {
    assert.equal(formatsFor('en', 'en-US').date(Date.UTC(2026, 9, 30)), 'Oct 30, 2026');
  });

  it('rounds counts as is usual in the language', () => {
    const english = formatsFor('en', 'en-US').compactCount;
    assert.deepEqual([3, 999, 4821, 40_516, 1_234_567].map(english), ['3', '999', '4.8K', '41K', '1.2M']);
    assert.equal(formatsFor('de', 'de-DE').compactCount(40_516), '40.516');
  });
});
