import type { Formats } from '../text/formats';

/** A line of a tooltip: a label with text, a time or a date. */
export type Fact = { readonly label: string } & (
  | { readonly value: string }
  /** Milliseconds since the epoch. */
  | { readonly time: number }
  /** Midnight UTC of a date that is the same in every time zone, in milliseconds since the epoch. */
  | { readonly date: number }
);

/** Returns a fact's text in the user's locale. */
export function factText(fact: Fact, { time, date }: Pick<Formats, 'time' | 'date'>): string {
  if ('value' in fact) {
    return fact.value;
  }
  return 'time' in fact ? time(fact.time) : date(fact.date);
}
