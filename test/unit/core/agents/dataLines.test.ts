import assert from 'node:assert/strict';
import fc from 'fast-check';
import { jsonLine } from '../../../../src/core/agents/dataLines';
import { hostileText } from '../../../support/hostileText';

const parsed = (line: string) => JSON.parse(line) as Readonly<Record<string, unknown>>;

describe('Lines for language models', () => {
  it('are one line of JSON with the same texts, without invisible characters', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const line = jsonLine({ kind: 'job', name: text, list: [text], nothing: undefined });
        assert.deepEqual(parsed(line), JSON.parse(JSON.stringify({ kind: 'job', name: text, list: [text] })));
        assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029\p{Default_Ignorable_Code_Point}]/u);
      }),
    );
  });

  it('show instructions hidden in tags and variation selectors', () => {
    const hidden = 'do it'.replace(/./g, (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
    const line = jsonLine({ kind: 'job', name: `list${hidden}\ufe0f\u{e0100}\u200b` });
    assert.match(line, /^[ -~]+$/);
    assert.equal(parsed(line).name, `list${hidden}\ufe0f\u{e0100}\u200b`);
  });

  it('have no secrets of links or credentials in any field', () => {
    const link = 'https://b.s3.amazonaws.com/k?X-Amz-Credential=ASIAEXAMPLEEXAMPLE&X-Amz-Signature=abc123';
    const line = jsonLine({
      kind: 'job',
      reason: `see ${link} or aws_secret_access_key=abc123, password: "abc123"`,
      nested: { list: [link, 'AKIAIOSFODNN7EXAMPLE', 'Authorization: Bearer abc123'] },
    });
    assert.doesNotMatch(line, /abc123|ASIA|AKIA|X-Amz/);
    assert.match(line, /b\.s3\.amazonaws\.com/);
  });

  it('have long texts shortened only after secrets were removed', () => {
    const long = parsed(jsonLine({ kind: 'job', reason: 'x'.repeat(10_000) })).reason;
    assert.equal(long, `${'x'.repeat(2_000)}…`);
    const link = `https://h/?X-Amz-Signature=${'s'.repeat(3_000)}`;
    assert.doesNotMatch(jsonLine({ kind: 'job', reason: `${'x '.repeat(500)}${link}` }), /sss/);
  });
});
