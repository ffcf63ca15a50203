import type { Formats } from '../formats';
import { expiryOf } from '../presignedUrl';

/**
 * Returns how long all of these presigned URLs work, "Valid until 1:30 PM"; `undefined` where one does not say.
 * @param now milliseconds since the epoch
 */
export function linkLife(
  urls: readonly string[],
  now: number,
  { time, shortTime }: Pick<Formats, 'time' | 'shortTime'>,
): string | undefined {
  const expiries = urls.map(expiryOf).filter((expiry) => expiry !== undefined);
  if (expiries.length === 0 || expiries.length < urls.length) {
    return undefined;
  }
  const first = Math.min(...expiries);
  const isToday = new Date(first).toDateString() === new Date(now).toDateString();
  return `Valid until ${isToday ? shortTime(first) : time(first)}`;
}
