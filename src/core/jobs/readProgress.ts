/** Items read so far, and where to continue. */
export interface Progress<T> {
  items: Map<string, T>;
  /** Every token received, to detect repeated ones. */
  readonly seenTokens: Set<string>;
  /** Token of the next page. */
  token: string | undefined;
  pages: number;
}

export function newProgress<T>(): Progress<T> {
  return { items: new Map(), seenTokens: new Set(), token: undefined, pages: 0 };
}
