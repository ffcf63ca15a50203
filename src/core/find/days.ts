/** When jobs were created, in days of the user's time zone. */
export type CreatedWithin =
  /** The last days, including today; 1 means only today. */
  | { readonly kind: 'lastDays'; readonly days: number }
  /** From one day to another, inclusive, such as `2026-11-27`. Without `from` or `to`, that side is open. */
  | { readonly kind: 'range'; readonly from?: string; readonly to?: string };

/** A span of time in milliseconds since the epoch. `end` is not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Returns the span of these days. @param now milliseconds since the epoch */
export function spanOf(created: CreatedWithin, now: number): Span {
  if (created.kind === 'lastDays') {
    return { start: startOfDay(now, 1 - created.days), end: Infinity };
  }
  const { from, to } = created;
  return {
    start: (from === undefined ? undefined : dayOf(from)) ?? -Infinity,
    end: startOfNext(to === undefined ? undefined : dayOf(to)),
  };
}

/**
 * Returns the local midnight at which a day starts, in milliseconds since the epoch.
 * @param days number of days to add to the day of `time`
 */
export function startOfDay(time: number, days = 0): number {
  const date = new Date(time);
  // Adding hours would not work: a day on which clocks change has 23 or 25.
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days).getTime();
}

/**
 * Parses `2026-11-27` to the local midnight at which the day starts, in milliseconds since the epoch; `undefined` if
 * there is no such day.
 */
export function dayOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text.trim()) ?? [];
  if (year === undefined || month === undefined || day === undefined) {
    return undefined;
  }
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  const isSame =
    date.getFullYear() === Number(year) && date.getMonth() === Number(month) - 1 && date.getDate() === Number(day);
  return isSame ? date.getTime() : undefined;
}

function startOfNext(day: number | undefined): number {
  return day === undefined ? Infinity : startOfDay(day, 1);
}
