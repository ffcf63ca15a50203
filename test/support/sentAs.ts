let sent = 0;

/** The number of a request that is sent now: newer than all before. */
export function nextSentAs(): number {
  return ++sent;
}
