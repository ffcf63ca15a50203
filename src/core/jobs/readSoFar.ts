import type { Noun } from './job';

/** Returns how much of a list has been read: "1,204 jobs so far". */
export function readSoFar([one, many]: Noun, count: number, formatCount: (count: number) => string): string {
  return `${formatCount(count)} ${count === 1 ? one : many} so far`;
}
