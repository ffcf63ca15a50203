import * as l10n from '@vscode/l10n';
import { plural } from '../text/plural';

/** Counts of failed records. */
export interface RecordsSummary {
  /** Number of records, without the header. */
  readonly rows: number;
  /** Up to 20 reasons, the most frequent first. Empty for formats without reasons. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  /** Number of records with reasons not in {@link reasons}. */
  readonly others: number;
  /** Number of records whose reason is empty or missing. */
  readonly withoutReason: number;
  /** Number of different reasons. */
  readonly distinct: number;
  /** Whether there are more reasons than `distinct`: beyond the maximum, they were counted together. */
  readonly more: boolean;
  /** The file is neither CSV nor JSON lines, so nothing was counted. */
  readonly unknownFormat?: true;
  /** A quote is never closed, so the records after it were not counted. */
  readonly unclosedQuote?: true;
}

const maxListed = 20;
const maxDistinct = 1_000;
const longest = 300;

/** Counts records by reason in bounded memory: beyond the first 1,000, reasons are counted together. */
export class ReasonCounts {
  readonly #counts = new Map<string, number>();
  #rows = 0;
  #beyond = 0;
  #withoutReason = 0;

  /** Counts a record. @param reason `undefined` without one */
  add(reason: string | undefined): void {
    this.#rows += 1;
    const text = reason?.trim().slice(0, longest) ?? '';
    const count = this.#counts.get(text);
    if (text === '') {
      this.#withoutReason += 1;
    } else if (count === undefined && this.#counts.size >= maxDistinct) {
      this.#beyond += 1;
    } else {
      this.#counts.set(count === undefined ? copied(text) : text, (count ?? 0) + 1);
    }
  }

  summary(): RecordsSummary {
    const sorted = [...this.#counts]
      .map(([reason, count]) => ({ reason, count }))
      .sort((one, other) => other.count - one.count);
    const rest = sorted.slice(maxListed).reduce((sum, { count }) => sum + count, 0);
    return {
      rows: this.#rows,
      reasons: sorted.slice(0, maxListed),
      others: rest + this.#beyond,
      withoutReason: this.#withoutReason,
      distinct: sorted.length,
      more: this.#beyond > 0,
    };
  }
}

/** Copies a text, because a slice makes V8 keep the whole string in memory. */
function copied(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}

/** Returns "1,204 failed records, 3 reasons"; `undefined` when nothing was counted. */
export function summaryText(summary: RecordsSummary, formatCount: (count: number) => string): string | undefined {
  const { rows, distinct, more, unknownFormat, unclosedQuote } = summary;
  if (unknownFormat === true) {
    return undefined;
  }
  if (unclosedQuote === true && rows === 0) {
    return l10n.t('The failed records could not be counted');
  }
  const [total, different] = [formatCount(rows), formatCount(distinct)];
  const records =
    unclosedQuote === true
      ? plural(rows, l10n.t('At least {0} failed record', total), l10n.t('At least {0} failed records', total))
      : plural(rows, l10n.t('{0} failed record', total), l10n.t('{0} failed records', total));
  const reasons = more
    ? l10n.t('more than {0} reasons', different)
    : plural(distinct, l10n.t('{0} reason', different), l10n.t('{0} reasons', different));
  return distinct === 0
    ? records
    : l10n.t({
        message: '{0}, {1}',
        args: [records, reasons],
        comment: ['{0}: “1,204 failed records”', '{1}: “3 reasons”'],
      });
}

/** Returns sentences about what was not counted; `undefined` when everything was. */
export function summaryNote(summary: RecordsSummary, formatCount: (count: number) => string): string | undefined {
  const { rows, others, withoutReason, distinct, unclosedQuote } = summary;
  const sentences = [
    others > 0 && l10n.t('{0} more with less frequent reasons.', formatCount(others)),
    distinct > 0 && withoutReason > 0 && l10n.t('{0} without a reason.', formatCount(withoutReason)),
    unclosedQuote === true &&
      (rows === 0
        ? l10n.t('The first record has a quote that is never closed.')
        : l10n.t('Counting stopped at a record with a quote that is never closed.')),
  ];
  return sentences.filter((sentence) => sentence !== false).join(' ') || undefined;
}

/**
 * Names of the error field, most specific first, reduced to lowercase letters. `reason` is deliberately missing,
 * because an imported file can have a column of that name with values such as BOUNCE or COMPLAINT.
 */
const names = [
  'errormessage',
  'failuremessage',
  'failurereason',
  'errorreason',
  'error',
  'failure',
  'errordescription',
  'cause',
  'message',
  'errorcode',
  'errortype',
];

/** Returns the name of the field that says why a record failed. */
export function reasonField(fields: readonly string[]): string | undefined {
  const plain = fields.map((field) => field.toLowerCase().replace(/[^a-z]/gu, ''));
  const [index] = names.map((name) => plain.indexOf(name)).filter((found) => found >= 0);
  return index === undefined ? undefined : fields[index];
}
