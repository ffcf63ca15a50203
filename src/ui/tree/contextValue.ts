/** What a row is, for the `when` of its commands: `;job;source;`, sorted, so that each word is matched whole. */
export function contextValue(words: Readonly<Record<string, boolean>>): string {
  const held = Object.entries(words).flatMap(([word, holds]) => (holds ? [word] : []));
  return `;${held.sort().join(';')};`;
}
