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
});
