/** A line of indented JSON. */
export interface JsonLine {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly start: number;
  /** The last line of the block that it opens. */
  readonly end?: number;
  /** Its tokens are not told apart. */
  readonly isPlain?: boolean;
}

/** From where to where, in the whole text. */
export type Range = readonly [start: number, end: number];

/** A part of a line: what it is in JSON, and which match it is in. */
export interface Piece {
  readonly text: string;
  readonly kind?: 'name' | 'string' | 'number' | 'word';
  readonly match?: number;
}

/** More than this is shown without colours and folds, so that the page stays quick. */
const COLOURED_UP_TO = 200_000;

/** More matches than this are not told apart. */
const MOST = 2_000;

/** Splits JSON that has an indented line for each value, and finds the blocks that can be folded. */
export function jsonLines(json: string): readonly JsonLine[] {
  if (json.length > COLOURED_UP_TO) {
    return [{ text: json, start: 0, isPlain: true }];
  }
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
const TOKEN =
  /(?<name>"(?:\\.|[^"\\])*"(?=:))|(?<string>"(?:\\.|[^"\\])*")|(?<number>-?\d[\d.eE+-]*)|(?<word>true|false|null)/gu;

const KINDS = ['name', 'string', 'number', 'word'] as const;

/** The parts of a line, so that each is of one kind and in one match or in none. */
export function piecesOf({ text, start, isPlain }: JsonLine, matches: readonly Range[]): readonly Piece[] {
  const pieces: Piece[] = [];
  // Matches are in their order: each is looked at once, however many parts there are.
  let match = firstAfter(matches, start);
  const add = (from: number, to: number, kind: Piece['kind']) => {
    let place = from;
    for (let range = matches[match]; range !== undefined && range[0] - start < to; range = matches[match]) {
      const [begin, end] = [Math.max(place, range[0] - start), Math.min(to, range[1] - start)];
      pieces.push(pieceOf(text.slice(place, begin), kind), { ...pieceOf(text.slice(begin, end), kind), match });
      place = end;
      if (range[1] - start > to) {
        break;
      }
      match++;
    }
    pieces.push(pieceOf(text.slice(place, to), kind));
  };
  let end = 0;
  for (const token of isPlain === true ? [] : text.matchAll(TOKEN)) {
    add(end, token.index, undefined);
    end = token.index + token[0].length;
    add(
      token.index,
      end,
      KINDS.find((kind) => token.groups?.[kind] !== undefined),
    );
  }
  add(end, text.length, undefined);
  return pieces.filter((piece) => piece.text !== '');
}

/** The first match that ends behind a place. */
function firstAfter(matches: readonly Range[], place: number): number {
  let [low, high] = [0, matches.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((matches[middle]?.[1] ?? Infinity) > place) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

function pieceOf(text: string, kind: Piece['kind']): Piece {
  return kind === undefined ? { text } : { text, kind };
}
