/** Puts the parts together. */
export function activate(): void {
  // Nothing yet.
}
