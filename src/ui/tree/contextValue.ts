/** Returns a row's context value for `when` clauses: `;job;source;`, delimited so that words match as a whole. */
export function contextValue(words: Readonly<Record<string, boolean>>): string {
  const held = Object.entries(words).flatMap(([word, holds]) => (holds ? [word] : []));
  return `;${held.sort().join(';')};`;
}
