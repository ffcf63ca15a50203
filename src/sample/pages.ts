import { badRequest } from './answers';
import { hashOf } from './random';

interface PageRequest {
  /** Name of the list. A token is valid only for the list that returned it. */
  readonly list: string;
  readonly token: string | undefined;
  /** Requested page size, if any. */
  readonly requested: number | undefined;
  /** Maximum page size of this list. */
  readonly most: number;
}

interface PageOf<T> {
  readonly items: readonly T[];
  readonly nextToken?: string;
}

/** Reads a list's items after an anchor, each with its anchor; from the beginning without one. */
export type Reader<T> = (after: number | undefined) => Iterable<readonly [anchor: number, item: T]>;

/**
 * Divides lists into pages. A token refers to the last item returned (the anchor) rather than to a position, so that
 * items added in the meantime do not shift pages.
 */
export class Pager {
  readonly #seed: number;
  readonly #cap: () => number | undefined;

  /** @param cap returns the maximum number of items on a page, or `undefined` */
  constructor(seed: number, cap: () => number | undefined) {
    this.#seed = seed;
    this.#cap = cap;
  }

  /** Returns a page. @throws Refusal (BadRequestException) for a token that this list did not return */
  page<T>({ list, token, requested, most }: PageRequest, read: Reader<T>): PageOf<T> {
    const size = Math.max(1, Math.min(requested ?? most, most, this.#cap() ?? most));
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

  /** Returns the token for the page after this anchor. */
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
