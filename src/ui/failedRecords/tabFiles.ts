interface UriLike {
  readonly scheme: string;
  toString(): string;
}

/**
 * The files that a tab shows: one, or those of a comparison.
 * @param input a tab's; VS Code has a class of it for each kind of editor, and some that it keeps to itself
 */
export function filesOf(input: unknown): readonly UriLike[] {
  const values: readonly unknown[] = typeof input === 'object' && input !== null ? Object.values(input) : [];
  return values.filter(isUri);
}

function isUri(value: unknown): value is UriLike {
  return typeof value === 'object' && value !== null && 'scheme' in value && typeof value.scheme === 'string';
}
