/** Numbers and times as the user reads them. */
export interface Formats {
  /** A moment in the user's time zone. @param time milliseconds since the epoch */
  readonly time: (time: number) => string;
  readonly count: (count: number) => string;
  /** How long ago a moment was, in its largest unit: "3 minutes ago". Both in milliseconds since the epoch. */
  readonly ago: (time: number, now: number) => string;
}

const second = 1000;
const units: readonly [unit: Intl.RelativeTimeFormatUnit, length: number][] = [
  ['year', 365 * 24 * 3600 * second],
  ['month', 30 * 24 * 3600 * second],
  ['day', 24 * 3600 * second],
  ['hour', 3600 * second],
  ['minute', 60 * second],
  ['second', second],
];

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
    count: (count) => formats().counts.format(count),
    ago: (time, now) => {
      const passed = now - time;
      const [unit, length] = units.find(([, unitLength]) => Math.abs(passed) >= unitLength) ?? ['second', second];
      return formats().relative.format(-Math.trunc(passed / length), unit);
    },
  };
}

interface IntlFormats {
  readonly times: Intl.DateTimeFormat;
  readonly counts: Intl.NumberFormat;
  readonly relative: Intl.RelativeTimeFormat;
}

function intlFormatsOf(locale: string | undefined): IntlFormats {
  return {
    times: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    counts: new Intl.NumberFormat(locale),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
}

function localeOf(language: string, systemLocale = Intl.DateTimeFormat().resolvedOptions().locale): string | undefined {
  const isSame = systemLocale.split('-')[0] === language.split('-')[0];
  return Intl.getCanonicalLocales(isSame ? systemLocale : language)[0];
}
