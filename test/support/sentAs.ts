let sent = 0;

/** Returns the number of a request sent now: newer than all before. */
export function nextSentAs(): number {
  return ++sent;
}
