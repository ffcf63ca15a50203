/**
 * Returns a row's context value for `when` clauses, such as `;job;source;`. The delimiters let clauses match whole
 * words.
 */
export function contextValue(words: Readonly<Record<string, boolean>>): string {
  const held = Object.entries(words).flatMap(([word, holds]) => (holds ? [word] : []));
  return `;${held.sort().join(';')};`;
}
