/** Shorter waits are over before anyone has read about them. Milliseconds. */
const shortestToMention = 5_000;

/** Returns one short line about a request that waits since AWS throttled others; `undefined` when it goes soon. */
export function throttlingText(wait: number): string | undefined {
  return wait < shortestToMention
    ? undefined
    : `AWS is throttling requests. Next request in about ${Math.round(wait / 1000)} s.`;
}
