import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ReasonCounts, summaryNote, summaryText } from '../../../src/core/failedRecords/recordsSummary';
import { summarize } from '../../../src/summary/index';

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Returns the used bytes of the heap. */
function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

const count = (value: number) => value.toLocaleString('en');

async function* pieces(content: string | Buffer, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

describe('The summary of failed records', () => {
  const csv = 'line,emailAddress,errorMessage\n2,a@example.com,Not valid\n5,"b, c",Twice\n9,d@example.com,Not valid\n';

  it('counts the rows of a CSV file by reason, in any chunks', async () => {
    const expected = {
      rows: 3,
      reasons: [
        { reason: 'Not valid', count: 2 },
        { reason: 'Twice', count: 1 },
      ],
      others: 0,
      withoutReason: 0,
      distinct: 2,
      more: false,
    };
    const mixed = csv.replace('\n', '\r\n');
    for (const text of [csv, `\uFEFF${csv}`, csv.replaceAll('\n', '\r\n'), mixed, `${csv}\n\n`, csv.trimEnd()]) {
      assert.deepEqual(await summarize(pieces(text)), expected);
      assert.deepEqual(await summarize(pieces(text, 1)), expected);
    }
    assert.deepEqual(await summarize(pieces('Email;Error Message\na;Not valid\nb;Twice\nc;Not valid\n')), expected);
    assert.deepEqual(await summarize(pieces('Email\tFailure_Reason\na\tNot valid\nb\t"Tw\nice"\nc\tNot valid\n')), {
      ...expected,
      reasons: [
        { reason: 'Not valid', count: 2 },
        { reason: 'Tw\nice', count: 1 },
      ],
    });
  });

  it('gets the reason from the error column, not from imported data', async () => {
    const rows = ['BOUNCE', 'COMPLAINT', 'BOUNCE'].map((reason, at) => `a${at}@example.com,${reason}`);
    const error = [{ reason: 'Invalid email address', count: 3 }];
    const header = 'emailAddress,reason';
    for (const name of ['errorMessage', 'Error Message', 'failure_reason', 'failureReason', 'error']) {
      const text = [`${header},${name}`, ...rows.map((row) => `${row},Invalid email address`)].join('\n');
      assert.deepEqual((await summarize(pieces(text))).reasons, error, name);
      const json = rows.map((row) => {
        const [emailAddress, reason] = row.split(',');
        return JSON.stringify({ reason, emailAddress, [name]: 'Invalid email address' });
      });
      assert.deepEqual((await summarize(pieces(json.join('\n')))).reasons, error, name);
    }
    const alone = await summarize(pieces([header, ...rows].join('\n')));
    assert.deepEqual([alone.rows, alone.reasons, alone.withoutReason], [3, [], 3]);
  });

  it('counts a file with an address per line and no header when the job’s format is CSV', async () => {
    const text = 'a@example.com\nb@example.com\n\nc@example.com';
    for (const content of [text, `${text}\n`, text.replaceAll('\n', '\r\n'), `\uFEFF${text}`]) {
      const { rows, distinct, unknownFormat } = await summarize(pieces(content), 'CSV');
      assert.deepEqual([rows, distinct, unknownFormat], [3, 0, undefined]);
    }
    assert.equal((await summarize(pieces('a@example.com'), 'csv')).rows, 1);
    assert.equal((await summarize(pieces(`emailAddress\n${text}`), 'CSV')).rows, 3);
    assert.equal((await summarize(pieces(text))).unknownFormat, true);
    assert.equal((await summarize(pieces('{"emailAddress":"a@example.com"}\n'), 'CSV')).rows, 1);
  });

  it('counts only rows when no column has a reason', async () => {
    const none = { reasons: [], others: 0, withoutReason: 2, distinct: 0, more: false };
    assert.deepEqual(await summarize(pieces('line,emailAddress\n2,a@example.com\n3,b@example.com\n')), {
      rows: 2,
      ...none,
    });
    assert.deepEqual(await summarize(pieces('a@example.com,PUT\nb@example.com,PUT\n')), { rows: 2, ...none });
  });

  it('accepts rows that do not match their header', async () => {
    const { rows, distinct } = await summarize(pieces('line,error\n2,a,b\n1\n3,a "b" c\n'));
    assert.deepEqual({ rows, distinct }, { rows: 3, distinct: 2 });
  });

  it('keeps the count before an unclosed quote, and says so', async () => {
    for (const [rest, size] of [
      ['x', 1],
      ['x,y\n'.repeat(500_000), 65_536],
    ] as const) {
      const summary = await summarize(pieces(`line,error\n1,Twice\n2,Twice\n3,"Not valid\n${rest}`, size));
      assert.deepEqual(
        [summary.rows, summary.reasons, summary.unclosedQuote],
        [2, [{ reason: 'Twice', count: 2 }], true],
      );
      assert.equal(summaryText(summary, count), 'At least 2 failed records, 1 reason');
      assert.equal(summaryNote(summary, count), 'Counting stopped at a record with a quote that is never closed.');
    }
    const none = await summarize(pieces(`line,error\n1,"${'x'.repeat(2_000_000)}`));
    assert.equal(summaryText(none, count), 'The failed records could not be counted');
    assert.equal(summaryNote(none, count), 'The first record has a quote that is never closed.');
  });

  it('fails when the file does', async () => {
    const broken = async function* () {
      yield* pieces('line,error\n1,"Not');
      yield* pieces('x'.repeat(100_000));
      throw new TypeError('mine');
    };
    await assert.rejects(summarize(broken()), TypeError);
  });

  it('counts JSON lines by reason', async () => {
    const lines = [
      '{"email":"a@example.com","error":{"code":1,"message":"Not valid"}}',
      '',
      '{"email":"é@example.com","error":"Not valid"}',
      '{"email":"c","errorMessage":"Twice","status":400}',
      '{"email":"d"}',
      'broken',
      `{"email":"${'x'.repeat(1_100_000)}","error":"Not seen"}`,
    ];
    const expected = {
      rows: 6,
      reasons: [
        { reason: 'Not valid', count: 2 },
        { reason: 'Twice', count: 1 },
      ],
      others: 0,
      withoutReason: 3,
      distinct: 2,
      more: false,
    };
    assert.deepEqual(await summarize(pieces(lines.join('\n'))), expected);
    assert.deepEqual(await summarize(pieces(`${lines.join('\r\n')}\r\n`, 97)), expected);
  });

  it('counts a UTF-16 file with a byte order mark', async () => {
    const lines = '\uFEFF{"email":"é@example.com","error":"Not valid"}\n{"email":"b","error":"Twice"}\n';
    for (const text of [lines, `\uFEFF${csv}`]) {
      const expected = await summarize(pieces(text));
      for (const bytes of [Buffer.from(text, 'utf16le'), Buffer.from(text, 'utf16le').swap16()]) {
        assert.deepEqual(await summarize(pieces(bytes)), expected);
        assert.deepEqual(await summarize(pieces(bytes, 3)), expected);
      }
    }
  });

  it('does not count other formats', async () => {
    for (const text of [
      '',
      'a sentence, with a comma\nand one without',
      '{\n  "a": 1\n}',
      '[{"reason":"x"}]',
      '\0\u0001',
    ]) {
      const summary = await summarize(pieces(text));
      assert.deepEqual([summary.rows, summary.unknownFormat], [0, true], text);
      assert.equal(summaryText(summary, count), undefined);
    }
  });

  it('lists 20 reasons, distinguishes 1,000 and sums the rest', async () => {
    const rows = Array.from({ length: 5_000 }, (_, line) => `${line},reason ${line < 3_000 ? line % 30 : line}\n`);
    const summary = await summarize(pieces(`line,error\n${rows.join('')}`));
    assert.equal(summary.rows, 5_000);
    assert.equal(summary.reasons.length, 20);
    assert.deepEqual(summary.reasons[0], { reason: 'reason 0', count: 100 });
    assert.deepEqual([summary.others, summary.distinct, summary.more], [3_000, 1_000, true]);
    assert.equal(summaryText(summary, count), '5,000 failed records, more than 1,000 reasons');
  });

  it('fits on one line', async () => {
    assert.equal(summaryText(await summarize(pieces(csv)), count), '3 failed records, 2 reasons');
    assert.equal(summaryText(await summarize(pieces('line,error\n2,Twice\n')), count), '1 failed record, 1 reason');
    assert.equal(summaryText(await summarize(pieces('line,name\n2,a\n3,b\n')), count), '2 failed records');
  });

  it('adds up: it says what the list of reasons leaves out', async () => {
    const noteOf = async (text: string) => summaryNote(await summarize(pieces(text)), count);
    assert.equal(await noteOf(csv), undefined);
    assert.equal(await noteOf('line,error\n2,Twice\n3,\n4\n'), '2 without a reason.');
    assert.equal(await noteOf('line,name\n2,a\n3,b\n'), undefined, 'None has one, and none is listed.');
    const many = Array.from({ length: 22 }, (_, line) => `${line},reason ${line}\n`).join('');
    assert.equal(await noteOf(`line,error\n${many}`), '2 more with less frequent reasons.');
    assert.equal(await noteOf(`line,error\n${many}23,\n`), '2 more with less frequent reasons. 1 without a reason.');
  });

  it('keeps nothing of a long file in memory', async function () {
    this.timeout(20_000);
    const block = Buffer.from(
      Array.from({ length: 1_000 }, (_, line) => `${line},some.address${line}@example.com,Reason ${line % 4}\n`).join(
        '',
      ),
    );
    const heap: number[] = [];
    const long = async function* () {
      yield Buffer.from('line,emailAddress,errorMessage\n');
      for (let part = 0; part < 300; part += 1) {
        if (part % 100 === 99) {
          heap.push(heapUsed());
        }
        yield await Promise.resolve(block);
      }
    };
    assert.equal((await summarize(long())).rows, 300_000);
    const [first = 0, , last = Infinity] = heap;
    assert.ok(last - first < 2_000_000, `${((last - first) / 1e6).toFixed(1)} MB`);
  });

  it('keeps no more of a long reason than it shows', () => {
    const before = heapUsed();
    const counts = new ReasonCounts();
    // A slice of a string keeps the whole string alive.
    for (let line = 0; line < 100; line += 1) counts.add(`${line} ${'x'.repeat(300_000)}`);
    const kept = heapUsed() - before;
    assert.equal(counts.summary().distinct, 100);
    assert.ok(kept < 3_000_000, `${(kept / 1e6).toFixed(1)} MB`);
  });

  it('treats reasons with the same first 300 characters as one, even if they end within a character', () => {
    const counts = new ReasonCounts();
    for (const end of ['a', 'b']) counts.add(`${'x'.repeat(299)}😀${end}`);
    assert.deepEqual(
      counts.summary().reasons.map((one) => one.count),
      [2],
    );
  });
});
