import { badRequest } from './answers';
import { hashOf } from './random';

export interface PageRequest {
  /** Names the list: a token is good for the list that gave it. */
  readonly list: string;
  readonly token: string | undefined;
  /** How many were asked for; `undefined` where the request does not say. */
  readonly asked: number | undefined;
  /** The most that this list gives at once. */
  readonly most: number;
}

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** Gives a list's items after an anchor (`undefined`: from the beginning), each with its own anchor. */
export type Reader<T> = (after: number | undefined) => Iterable<readonly [anchor: number, item: T]>;

/**
 * Cuts lists into pages. A token names the last item given (its anchor), not a position, so that items
 * which come in between shift nothing.
 */
export class Pager {
  readonly #seed: number;
  readonly #cap: () => number | undefined;

  /** @param cap the most items on any page, asked at each page; `undefined` for no cap */
  constructor(seed: number, cap: () => number | undefined) {
    this.#seed = seed;
    this.#cap = cap;
  }

  /**
   * @throws Refusal (BadRequestException) for a token that this list did not give
   */
  page<T>({ list, token, asked, most }: PageRequest, read: Reader<T>): PageOf<T> {
    const size = Math.max(1, Math.min(asked ?? most, most, this.#cap() ?? most));
    const items: T[] = [];
    let last: number | undefined;
    for (const [anchor, item] of read(token === undefined ? undefined : this.#anchorOf(list, token))) {
      if (last !== undefined && items.length === size) {
        return { items, nextToken: this.tokenAt(list, last) };
      }
      items.push(item);
      last = anchor;
    }
    return { items };
  }

  /** The token that goes on after this anchor. */
  tokenAt(list: string, anchor: number): string {
    const check = hashOf(this.#seed, list, anchor).toString(16);
    return Buffer.from([list, anchor, check].join('|')).toString('base64url');
  }

  #anchorOf(list: string, token: string): number {
    const anchor = Number(Buffer.from(token, 'base64url').toString().split('|')[1]);
    if (!Number.isSafeInteger(anchor) || this.tokenAt(list, anchor) !== token) {
      throw badRequest('The NextToken is not valid for this list.');
    }
    return anchor;
  }
}
