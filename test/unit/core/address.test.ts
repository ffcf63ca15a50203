import assert from 'node:assert/strict';
import { addressNear, addressProblem } from '../../../src/core/addresses/address';

describe('An email address', () => {
  it('is accepted in any usual form', () => {
    for (const text of ['ana@example.com', 'ana+news@example.com', "o'hara@sub.example.co", 'jürgen@beispiel.de'])
      assert.equal(addressProblem(text), undefined, text);
  });

  it('is refused with the reason', () => {
    for (const text of ['', 'ana', 'ana@', '@example.com', 'ana@b@c', 'a b@example.com', `${'a'.repeat(320)}@b`])
      assert.equal(addressProblem(text), 'Enter an email address, such as ana@example.com.', text);
    assert.equal(addressProblem('ana\u200b@example.com'), 'The address contains hidden characters.');
  });

  it('is found in a line of failed records, the nearest one to the cursor', () => {
    assert.equal(addressNear('"ana@example.com",bounced'), 'ana@example.com');
    assert.equal(addressNear('{"email":"ana@example.com","by":"bob@example.org."}', 40), 'bob@example.org');
    assert.equal(addressNear('no address @ all'), undefined);
  });
});
