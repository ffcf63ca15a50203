import assert from 'node:assert/strict';
import { InFlight } from '../../../src/core/base/inFlight';

describe('A read that callers share', () => {
  it('is repeated for those who did not cancel it, and for nobody else', async () => {
    const reads = new InFlight<string>();
    const began: string[] = [];
    const readFor = (who: string, signal: AbortSignal) =>
      reads.join(
        'a',
        () => {
          began.push(who);
          return new Promise<string>((resolve, reject) => {
            signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
            if (who === 'patient') resolve('read');
          });
        },
        signal,
      );
    const impatient = new AbortController();
    const first = readFor('impatient', impatient.signal);
    const second = readFor('patient', new AbortController().signal);
    impatient.abort();
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal(await second, 'read');
    assert.deepEqual(began, ['impatient', 'patient']);
  });
});
