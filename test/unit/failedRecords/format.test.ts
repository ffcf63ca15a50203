import assert from 'node:assert/strict';
import { inBytes } from '../../../src/core/failedRecords/explainDownload';
import { expectedExtension, fileNameOf, formatOf } from '../../../src/core/failedRecords/format';
import { aJob } from '../../support/jobs';

describe('A failed-records file', () => {
  it('is recognized by its beginning', () => {
    const cases: Readonly<Record<string, readonly string[]>> = {
      csv: [
        'email,reason\n"line one\nline two",bad',
        '"line,\r\none","say ""no"""\r\n1,2',
        'inch,reason\n5" pipe,bad\n6" pipe,bad',
        'email,reason\n"never closed,bad\n1,2',
        'a,b\n1,2\n',
        'a;b\r\n1;2',
        'a\tb',
        '"x, y",b\n1,2',
        '\uFEFFline,reason\n1,2',
      ],
      jsonl: ['{"a":1}\n{"a":2}\n', '{"a":1}', '\uFEFF{"a":1}\r\n'],
      json: ['{\n "a": 1\n}', '[\n', '[{"a":1}]', `{"a":"${'x'.repeat(70_000)}"}`],
      txt: ['', 'a\nb\n', 'Dear all, hello\nbye', '<Error/>'],
    };
    for (const [extension, texts] of Object.entries(cases)) {
      for (const text of texts) assert.equal(formatOf(Buffer.from(text)).kind, extension, text.slice(0, 30));
    }
    const utf16 = Buffer.from('\uFEFF{"a":1}\n{"a":2}\n', 'utf16le');
    assert.deepEqual(formatOf(utf16), { kind: 'jsonl' });
    assert.deepEqual(formatOf(utf16.swap16()), { kind: 'jsonl' });
    assert.deepEqual(formatOf(Buffer.from('a;b,c;d\n1;2;3')), { kind: 'csv', delimiter: ';' });
  });

  it('is named after its job, without special characters of file systems', () => {
    assert.equal(fileNameOf('0a1b-2c', 'csv'), 'failed-records-0a1b-2c.csv');
    assert.equal(fileNameOf('../../etc/passwd\0:"x"', 'json'), 'failed-records-_etc_passwd_x_.json');
    assert.equal(fileNameOf('x'.repeat(500), 'csv').length, 119);
  });

  it('has the expected format of its URL, or else of the imported file', () => {
    const at = (path: string, format?: string) =>
      expectedExtension(
        aJob('1', {
          failures: { failedRecordsUrl: `https://example.com${path}?a=.txt` },
          ...(format === undefined ? {} : { source: { format } }),
        }),
      );
    assert.deepEqual(
      [at('/x.csv', 'JSON'), at('/x.JSONL'), at('/x.json.gz'), at('/x.exe'), at('/x', 'JSON')],
      ['csv', 'jsonl', 'json', 'csv', 'jsonl'],
    );
    assert.equal(expectedExtension(aJob('1')), 'csv');
  });

  it('has its size shown as in file managers', () => {
    assert.deepEqual([0, 999, 1000, 1234, 123_456, 50_000_000, 2_147_483_648].map(inBytes), [
      '0 bytes',
      '999 bytes',
      '1 kB',
      '1.2 kB',
      '123 kB',
      '50 MB',
      '2.1 GB',
    ]);
    assert.equal(inBytes(999_950), '1 MB');
  });
});
