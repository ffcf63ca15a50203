/** Formats numbers and times in the user's locale. Times are in milliseconds since the epoch. */
export interface Formats {
  /** Formats a date and time in the user's time zone. */
  readonly time: (time: number) => string;
  /**
   * Formats a date and time briefly: without the date if it is today, otherwise without the year if it is this year.
   */
  readonly compactTime: (time: number, now: number) => string;
  /** Formats a date and time without the year if it is this year. */
  readonly shortDateTime: (time: number, now: number) => string;
  /** Formats the date of a time in the user's time zone. */
  readonly localDate: (time: number) => string;
  /** Formats a day with its weekday, without the year if it is this year: "Sunday, Nov 22". */
  readonly day: (time: number, now: number) => string;
  /** Formats the date of an event that has the same date in every time zone. */
  readonly date: (midnightUtc: number) => string;
  /** Formats a time of day with seconds. */
  readonly timeOfDay: (time: number) => string;
  /** Formats a time of day without seconds. */
  readonly shortTime: (time: number) => string;
  /** Date and time with seconds and the time zone, for readers in other time zones. */
  readonly timeWithZone: (time: number) => string;
  readonly count: (count: number) => string;
  /** Formats items as a list: "A, B, and C". */
  readonly list: (items: readonly string[]) => string;
  /** Formats a count rounded to about two digits: "4.8K". */
  readonly compactCount: (count: number) => string;
  /** The language and, if known, the country, as a BCP 47 tag. */
  readonly language: string;
}

/**
 * Returns formats for the interface's language.
 * @param language VS Code's code for it
 * @param systemLocale the machine's locale, used if it has the same language, because it also has a country
 */
export function formatsFor(language: string, systemLocale?: string): Formats {
  // Created on first use: each takes milliseconds, and activation should be fast.
  const locale = once(() => localeOf(language, systemLocale));
  const dates = (options: Intl.DateTimeFormatOptions) => once(() => new Intl.DateTimeFormat(locale(), options));
  const numbers = (options: Intl.NumberFormatOptions) => once(() => new Intl.NumberFormat(locale(), options));
  const times = dates({ dateStyle: 'medium', timeStyle: 'short' });
  const localDates = dates({ dateStyle: 'medium' });
  const utcDates = dates({ dateStyle: 'medium', timeZone: 'UTC' });
  const timesOfDay = dates({ timeStyle: 'medium' });
  const shortTimes = dates({ timeStyle: 'short' });
  const timesOfThisYear = once(() => {
    // Use as many digits for hours as short times have.
    const hour = shortTimes().resolvedOptions().hourCycle === 'h23' ? '2-digit' : 'numeric';
    return new Intl.DateTimeFormat(locale(), { month: 'short', day: 'numeric', hour, minute: '2-digit' });
  });
  const day = { weekday: 'long', month: 'short', day: 'numeric' } as const;
  const daysOfThisYear = dates(day);
  const days = dates({ ...day, year: 'numeric' });
  const timesWithZone = dates({ dateStyle: 'medium', timeStyle: 'long' });
  const counts = numbers({});
  const compactCounts = numbers({ notation: 'compact' });
  const lists = once(() => new Intl.ListFormat(locale()));
  const isSameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear();
  const shortDateTime = (time: number, now: number) => (isSameYear(time, now) ? timesOfThisYear : times)().format(time);
  return {
    time: (time) => times().format(time),
    compactTime: (time, now) =>
      new Date(time).toDateString() === new Date(now).toDateString()
        ? shortTimes().format(time)
        : shortDateTime(time, now),
    shortDateTime,
    localDate: (time) => localDates().format(time),
    day: (time, now) => (isSameYear(time, now) ? daysOfThisYear : days)().format(time),
    date: (midnightUtc) => utcDates().format(midnightUtc),
    timeOfDay: (time) => timesOfDay().format(time),
    shortTime: (time) => shortTimes().format(time),
    timeWithZone: (time) => timesWithZone().format(time),
    count: (count) => counts().format(count),
    list: (items) => lists().format(items),
    compactCount: (count) => compactCounts().format(count),
    get language() {
      return locale() ?? language;
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function localeOf(language: string, systemLocale = Intl.DateTimeFormat().resolvedOptions().locale): string | undefined {
  const isSame = systemLocale.split('-')[0] === language.split('-')[0];
  return Intl.getCanonicalLocales(isSame ? systemLocale : language)[0];
}
