/** A line of indented JSON. */
export interface JsonLine {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly start: number;
  /** The last line of the block that it opens. */
  readonly end?: number;
}

/** From where to where, in the whole text. */
export type Range = readonly [start: number, end: number];

/** A part of a line: what it is in JSON, and which match it is in. */
export interface Piece {
  readonly text: string;
  readonly kind?: 'name' | 'string' | 'number' | 'word';
  readonly match?: number;
}

/** More matches than this are not told apart. */
const MOST = 2_000;

/** Splits JSON that has an indented line for each value, and finds the blocks that can be folded. */
export function jsonLines(json: string): readonly JsonLine[] {
  const open: number[] = [];
  const ends = new Map<number, number>();
  const texts = json.split('\n');
  for (const [place, text] of texts.entries()) {
    if (/^\s*[}\]],?$/u.test(text)) {
      const opened = open.pop();
      if (opened !== undefined) {
        ends.set(opened, place);
      }
    }
    if (/[{[]$/u.test(text)) {
      open.push(place);
    }
  }
  let start = 0;
  return texts.map((text, place) => {
    const end = ends.get(place);
    const line = { text, start, ...(end === undefined ? {} : { end }) };
    start += text.length + 1;
    return line;
  });
}

/** Where a text is to be found, whatever its case. */
export function matchesIn(json: string, search: RegExp | undefined): readonly Range[] {
  const matches: Range[] = [];
  if (search !== undefined) {
    for (const { 0: text, index } of json.matchAll(new RegExp(search, 'giu'))) {
      matches.push([index, index + text.length]);
      if (matches.length === MOST) {
        break;
      }
    }
  }
  return matches;
}

/** A name with its colon, a string, a number, a word, or what stands between them. */
const TOKEN = /(?<name>"(?:\\.|[^"\\])*"(?=:))|(?<string>"(?:\\.|[^"\\])*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)/gu;

const KINDS = ['name', 'string', 'number', 'word'] as const;

/** The parts of a line, so that each is of one kind and in one match or in none. */
export function piecesOf({ text, start }: JsonLine, matches: readonly Range[]): readonly Piece[] {
  const lineEnd = start + text.length;
  const here = matches.flatMap(([from, to], match) => (from < lineEnd && to > start ? [{ from: from - start, to: to - start, match }] : []));
  const pieces: Piece[] = [];
  const add = (from: number, to: number, kind: Piece['kind']) => {
    let place = from;
    for (const range of here) {
      if (range.to > place && range.from < to) {
        pieces.push(pieceOf(text.slice(place, range.from), kind));
        pieces.push({ ...pieceOf(text.slice(Math.max(place, range.from), Math.min(to, range.to)), kind), match: range.match });
        place = Math.min(to, range.to);
      }
    }
    pieces.push(pieceOf(text.slice(place, to), kind));
  };
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    add(end, token.index, undefined);
    end = token.index + token[0].length;
    add(token.index, end, KINDS.find((kind) => token.groups?.[kind] !== undefined));
  }
  add(end, text.length, undefined);
  return pieces.filter((piece) => piece.text !== '');
}

function pieceOf(text: string, kind: Piece['kind']): Piece {
  return kind === undefined ? { text } : { text, kind };
}
