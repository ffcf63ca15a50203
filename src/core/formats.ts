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
export function formatsFor(language: string, systemLocale = Intl.DateTimeFormat().resolvedOptions().locale): Formats {
  const isSame = systemLocale.split('-')[0] === language.split('-')[0];
  const [locale] = Intl.getCanonicalLocales(isSame ? systemLocale : language);
  const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const counts = new Intl.NumberFormat(locale);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return {
    time: (time) => times.format(time),
    count: (count) => counts.format(count),
    ago: (time, now) => {
      const passed = now - time;
      const [unit, length] = units.find(([, unitLength]) => Math.abs(passed) >= unitLength) ?? ['second', second];
      return relative.format(-Math.trunc(passed / length), unit);
    },
  };
}
