import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { columns, type ExportedJob } from '../../../src/core/export/columns';
import { csvFile, jsonFile } from '../../../src/core/export/exportFile';
import { markdownTable } from '../../../src/core/export/markdownTable';
import { plain, plainLines } from '../../../src/core/text/plainText';
import { withoutSecretsInText } from '../../../src/core/text/presignedUrl';
import { csvLines } from '../../../src/csv/index';
import { hostileText } from '../../support/hostileText';
import { aJob } from '../../support/jobs';

const created = Date.UTC(2026, 10, 22, 10, 41, 7, 250);
const job = aJob('job-1', {
  phase: 'succeededWithFailures',
  status: 'COMPLETED',
  createdAt: created,
  completedAt: created + 90_000,
  processed: 4821,
  failed: 3,
  title: 'Contact list import',
  target: 'Contact list newsletter',
  source: { s3Url: 's3://bucket/list.csv', format: 'CSV' },
  failures: { message: 'Three rows', failedRecordsUrl: 'https://b.s3.amazonaws.com/f?X-Amz-Signature=hidden' },
});
const exportedAs = (fields: Partial<ExportedJob> = {}): ExportedJob => ({
  job,
  connectionLabel: 'prod',
  accountId: '123456789012',
  region: 'eu-west-1',
  serviceLabel: 'Amazon SES',
  ...fields,
});

async function* inBatches(jobs: readonly ExportedJob[], size = 2): AsyncGenerator<readonly ExportedJob[]> {
  for (let start = 0; start < jobs.length; start += size) {
    yield await Promise.resolve(jobs.slice(start, start + size));
  }
}

const textOf = async (chunks: AsyncIterable<Uint8Array>) => Buffer.concat(await Array.fromAsync(chunks)).toString();
const csvOf = (...jobs: readonly ExportedJob[]) => textOf(csvFile(inBatches(jobs), csvLines));
const jsonOf = (...jobs: readonly ExportedJob[]) => textOf(jsonFile(inBatches(jobs)));
const tableOf = (...jobs: readonly ExportedJob[]) => markdownTable(jobs, { count: String });

/** Jobs with hostile text in every field of a service. */
const hostile = fc
  .array(hostileText, { minLength: 9, maxLength: 9 })
  .map(
    ([id = '', scope = '', status = '', target = '', s3Url = '', format = '', message = '', label = '', region = '']) =>
      exportedAs({
        job: { ...job, id, scope, status, target, source: { s3Url, format }, failures: { message } },
        connectionLabel: label,
        region,
      }),
  );
const textColumns = columns.filter(({ kind }) => kind === 'text');
const textsOf = (exported: ExportedJob, prepare: (text: string) => string) =>
  textColumns.map(({ valueOf }) => prepare(withoutSecretsInText(String(valueOf(exported) ?? ''))));

/** Parses CSV, like a spreadsheet, into records by heading. */
const parseCsv = (text: string) =>
  parse(text, { bom: true, columns: true, record_delimiter: ['\r\n', '\n', '\r'] }) as readonly Readonly<
    Record<string, string>
  >[];

/** Parses a table as a site that shows Markdown does. Returns the text of its cells, row by row, and the other tokens. */
function parseTable(text: string): { readonly rows: readonly (readonly string[])[]; readonly odd: readonly string[] } {
  const rows: string[][] = [];
  const odd: string[] = [];
  for (const { type, children } of new MarkdownIt({ html: true, linkify: false }).parse(text, {})) {
    if (type === 'tr_open') rows.push([]);
    if (type === 'inline') {
      rows.at(-1)?.push((children ?? []).map(({ content }) => content).join(''));
      odd.push(
        ...(children ?? []).flatMap((child) =>
          /^(text|text_special|code_inline)$/.test(child.type) ? [] : [child.type],
        ),
      );
    } else if (!/^(table|thead|tbody|tr|th|td)_(open|close)$/.test(type)) {
      odd.push(type);
    }
  }
  return { rows, odd };
}

describe('Exported jobs', () => {
  it('have the same columns in CSV, with times for spreadsheets and the duration', async () => {
    const text = await csvOf(exportedAs(), exportedAs({ job: aJob('job-2', { service: 'pinpoint', scope: 'app1' }) }));
    assert.ok(text.startsWith('\ufeffConnection,Account ID,Region,Service,Job ID,'));
    const [first, second] = parseCsv(text);
    assert.deepEqual(Object.keys(first ?? {}), Object.keys(second ?? {}));
    assert.deepEqual(
      ['Created (UTC)', 'Completed (UTC)', 'Duration in seconds', 'Processed', 'Failed', 'State', 'Message'].map(
        (heading) => first?.[heading],
      ),
      ['2026-11-22 10:41:07', '2026-11-22 10:42:37', '90', '4821', '3', 'Completed with failures', 'Three rows'],
    );
    assert.equal(second?.['Scope of the ID'], 'app1');
  });

  it('have the same fields in JSON, with exact times', async () => {
    const [first, second] = JSON.parse(await jsonOf(exportedAs(), exportedAs({ job: aJob('job-2') }))) as object[];
    assert.deepEqual(
      Object.keys(first ?? {}),
      columns.map(({ id }) => id),
    );
    assert.deepEqual(Object.keys(first ?? {}), Object.keys(second ?? {}));
    const { created: at, durationSeconds, source, completed } = first as Readonly<Record<string, unknown>>;
    assert.deepEqual(
      [at, durationSeconds, source, completed],
      ['2026-11-22T10:41:07.250Z', 90, 's3://bucket/list.csv', '2026-11-22T10:42:37.250Z'],
    );
    assert.equal((second as { created: unknown }).created, null);
    assert.deepEqual(JSON.parse(await jsonOf()), []);
  });

  it('are a table in Markdown, without empty columns', () => {
    const [heading = '', , row = ''] = tableOf(exportedAs({ accountId: undefined })).split('\n');
    assert.doesNotMatch(heading, /Account ID|Scope/u);
    assert.match(row, /^\| `prod` \| `eu-west-1` \| Amazon SES \| `job-1` \| .*\| 2026-11-22 10:41 \|/u);
  });

  it('have no bearer links', async () => {
    const secret = 'https://b.s3.amazonaws.com/k?X-Amz-Signature=hidden';
    const leaky = exportedAs({
      job: { ...job, source: { s3Url: secret }, failures: { message: secret, failedRecordsUrl: secret } },
    });
    assert.doesNotMatch([await csvOf(leaky), await jsonOf(leaky), tableOf(leaky)].join(), /hidden/u);
  });

  it('leave out a time outside the range of Date', async () => {
    const odd = exportedAs({ job: { ...job, createdAt: 9e15, completedAt: 9e15 } });
    assert.equal(parseCsv(await csvOf(odd))[0]?.['Created (UTC)'], '');
    assert.equal(parseTable(tableOf(odd)).odd.length, 0);
  });

  it('are read back equal from JSON with any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { maxLength: 5 }), async (jobs) => {
        const text = await jsonOf(...jobs);
        assert.doesNotMatch(text, /\u202e|\u2028|\ufeff|\0/u);
        const read = JSON.parse(text) as Readonly<Record<string, unknown>>[];
        assert.deepEqual(
          read.map((fields) => textColumns.map(({ id }) => fields[id] ?? '')),
          jobs.map((each) => textsOf(each, (value) => value)),
        );
      }),
    );
  });

  it('are read back equal from CSV with any text, and never as formulas', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 1, maxLength: 5 }), async (jobs) => {
        const read = parseCsv(await csvOf(...jobs)).map((fields) =>
          textColumns.map(({ heading }) => fields[heading] ?? assert.fail(heading)),
        );
        assert.ok(read.flat().every((cell) => !/^[=+\-@\t\r]/u.test(cell)));
        const defused = (text: string) => (/^[=+\-@\t\r＝＋－＠]/u.test(text) ? `'${text}` : text);
        assert.deepEqual(
          read,
          jobs.map((each) => textsOf(each, (value) => defused(plainLines(value)))),
        );
      }),
    );
  });

  it('are read back equal from a Markdown table with any text, and never as markup', () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 5 }), (jobs) => {
        const { rows, odd } = parseTable(tableOf(...jobs));
        assert.deepEqual(odd, []);
        const [headings = [], ...cells] = rows;
        assert.equal(cells.length, jobs.length);
        for (const { heading, valueOf } of textColumns) {
          const index = headings.indexOf(heading);
          assert.deepEqual(
            jobs.map((_, row) => (index < 0 ? '' : cells[row]?.[index])),
            jobs.map((each) => plain(withoutSecretsInText(String(valueOf(each) ?? ''))).trim()),
          );
        }
      }),
    );
  });
});
