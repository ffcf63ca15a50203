/** Has a screen reader speak a text once it has finished speaking. */
export type Announce = (text: string) => void;

/** @param live an element with the role `status` */
export function announcer(live: Element): Announce {
  return (text) => {
    // The same text again is no change and would not be spoken: a space at the end makes it one.
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };
}
