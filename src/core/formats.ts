/** Numbers and times as the user reads them. */
export interface Formats {
  /** A moment in the user's time zone. @param time milliseconds since the epoch */
  readonly time: (time: number) => string;
  /** The same without its day, to the second. */
  readonly timeOfDay: (time: number) => string;
  /** The time of day to the minute. */
  readonly shortTime: (time: number) => string;
  readonly count: (count: number) => string;
}

/**
 * @param language the language of what the formats stand in, as VS Code names it
 * @param systemLocale what the machine is set to: it decides when it is of that language, since it knows the country
 */
export function formatsFor(language: string, systemLocale?: string): Formats {
  // Each takes milliseconds to make, which activation does not have.
  let made: IntlFormats | undefined;
  const formats = () => (made ??= intlFormatsOf(localeOf(language, systemLocale)));
  return {
    time: (time) => formats().times.format(time),
    timeOfDay: (time) => formats().timesOfDay.format(time),
    shortTime: (time) => formats().shortTimes.format(time),
    count: (count) => formats().counts.format(count),
  };
}

interface IntlFormats {
  readonly times: Intl.DateTimeFormat;
  readonly timesOfDay: Intl.DateTimeFormat;
  readonly shortTimes: Intl.DateTimeFormat;
  readonly counts: Intl.NumberFormat;
}

function intlFormatsOf(locale: string | undefined): IntlFormats {
  return {
    times: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    timesOfDay: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
    shortTimes: new Intl.DateTimeFormat(locale, { timeStyle: 'short' }),
    counts: new Intl.NumberFormat(locale),
  };
}

function localeOf(language: string, systemLocale = Intl.DateTimeFormat().resolvedOptions().locale): string | undefined {
  const isSame = systemLocale.split('-')[0] === language.split('-')[0];
  return Intl.getCanonicalLocales(isSame ? systemLocale : language)[0];
}
