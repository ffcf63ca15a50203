import assert from 'node:assert/strict';
import { reasonIn } from '../../../src/core/text/processOutput';

describe('the reason in what a process wrote', () => {
  for (const [output, reason] of [
    ['', ''],
    ['first\nNo session\r\n\n', 'No session'],
    ['/bin/sh: 1: my-tool: not found\n', '/bin/sh: 1: my-tool: not found'],
    ['Refused: SecretAccessKey=abcdef password: "two words"', 'Refused: SecretAccessKey=… password: "…'],
    ['bad token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0 given', 'bad token ….… given'],
    ['\u001b[31mred\u001b[0m \u202egnp.exe', '[31mred[0m gnp.exe'],
    ['see https://x.invalid/f?X-Amz-Signature=abc&X-Amz-Security-Token=def', 'see https://x.invalid/f'],
    ['x'.repeat(500), `${'x'.repeat(200)}…`],
  ] as const) {
    it(`of ${JSON.stringify(output.slice(0, 40))} is ${JSON.stringify(reason.slice(0, 40))}`, () => {
      const found = reasonIn(output);
      assert.ok(found.startsWith(reason.replace(/…$/u, '')), found);
      assert.doesNotMatch(found, /abc|two words|eyJ/);
    });
  }
});
