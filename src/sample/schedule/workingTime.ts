const hour = 3_600_000;
const day = 24 * hour;
const opens = 7 * hour;
const closes = 18 * hour;

/** Working time per week in milliseconds. */
export const workingWeek = 5 * (closes - opens);

/**
 * Goes back by an amount of working time, which is Monday to Friday, 07:00 to 18:00 UTC.
 * @param from milliseconds since the epoch, at any hour
 * @param worked milliseconds of working time, 0 or more
 * @returns milliseconds since the epoch, within working hours
 */
export function workingTimeBefore(from: number, worked: number): number {
  let left = worked;
  for (let midnight = Math.floor(from / day) * day; ; midnight -= day) {
    const weekday = new Date(midnight).getUTCDay();
    const end = Math.min(from, midnight + closes);
    const length = weekday === 0 || weekday === 6 ? 0 : Math.max(0, end - (midnight + opens));
    if (left < length) {
      return end - left;
    }
    left -= length;
  }
}
