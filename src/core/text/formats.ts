/** Formats for numbers and times in the user's locale. */
export interface Formats {
  /** Formats a date and time in the user's time zone. @param time milliseconds since the epoch */
  readonly time: (time: number) => string;
  /** Formats a time of day with seconds. */
  readonly timeOfDay: (time: number) => string;
  /** Formats a time of day without seconds. */
  readonly shortTime: (time: number) => string;
  /** Date and time with seconds and the time zone, for readers elsewhere. */
  readonly timeWithZone: (time: number) => string;
  readonly count: (count: number) => string;
  /** Several items in words: "A, B, and C". */
  readonly list: (items: readonly string[]) => string;
  /** The language and, if known, the country, as BCP 47 has it. */
  readonly language: string;
}

/**
 * Returns formats for the interface's language.
 * @param language VS Code's code for it
 * @param systemLocale the machine's locale, used if it has the same language, because it also has a country
 */
export function formatsFor(language: string, systemLocale?: string): Formats {
  // Created on first use: each takes milliseconds, and activation should be fast.
  let made: IntlFormats | undefined;
  const formats = () => (made ??= intlFormatsOf(localeOf(language, systemLocale)));
  return {
    time: (time) => formats().times.format(time),
    timeOfDay: (time) => formats().timesOfDay.format(time),
    shortTime: (time) => formats().shortTimes.format(time),
    timeWithZone: (time) => formats().timesWithZone.format(time),
    count: (count) => formats().counts.format(count),
    list: (items) => formats().lists.format(items),
    get language() {
      return localeOf(language, systemLocale) ?? language;
    },
  };
}

interface IntlFormats {
  readonly times: Intl.DateTimeFormat;
  readonly timesOfDay: Intl.DateTimeFormat;
  readonly shortTimes: Intl.DateTimeFormat;
  readonly timesWithZone: Intl.DateTimeFormat;
  readonly counts: Intl.NumberFormat;
  readonly lists: Intl.ListFormat;
}

function intlFormatsOf(locale: string | undefined): IntlFormats {
  return {
    times: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    timesOfDay: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
    shortTimes: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    timesWithZone: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }),
    counts: new Intl.NumberFormat(locale),
    lists: new Intl.ListFormat(locale),
  };
}

function localeOf(language: string, systemLocale = Intl.DateTimeFormat().resolvedOptions().locale): string | undefined {
  const isSame = systemLocale.split('-')[0] === language.split('-')[0];
  return Intl.getCanonicalLocales(isSame ? systemLocale : language)[0];
}
