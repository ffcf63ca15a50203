import assert from 'node:assert/strict';
import { formatsFor } from '../../../src/core/formats';

describe('formatsFor', () => {
  const time = new Date(2026, 10, 22, 15, 41).getTime();

  it('follows the machine’s country when that is of the editor’s language', () => {
    assert.equal(formatsFor('en', 'en-IN').count(1234567), '12,34,567');
    assert.match(formatsFor('en', 'en-GB').time(time), /^22 Nov 2026, 15:41$/);
  });

  it('follows the editor’s language when the machine speaks another', () => {
    assert.equal(formatsFor('en', 'de-DE').count(1234567), '1,234,567');
    assert.equal(formatsFor('pt-br', 'en-US').count(1234567), '1.234.567');
  });

  it('says how long ago a moment was, in its largest unit', () => {
    const { ago } = formatsFor('en', 'en-US');
    const [second, minute, hour, day] = [1_000, 60_000, 3_600_000, 86_400_000];
    const words = [0, 999, 59 * second, 60 * second, 59 * minute, hour, 23 * hour, 36 * hour, 2 * day, 31 * day, 800 * day].map((passed) =>
      ago(time - passed, time),
    );
    assert.deepEqual(words, [
      ...['now', 'now', '59 seconds ago', '1 minute ago', '59 minutes ago', '1 hour ago'],
      ...['23 hours ago', 'yesterday', '2 days ago', 'last month', '2 years ago'],
    ]);
  });

  it('says when a moment is still to come, where clocks differ', () => {
    assert.equal(formatsFor('en', 'en-US').ago(time + 120_000, time), 'in 2 minutes');
  });
});
