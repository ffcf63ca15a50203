/** Has a screen reader say something when it is done with what it says. */
export type Announce = (text: string) => void;

/** @param live an element with the role `status` */
export function announcer(live: Element): Announce {
  return (text) => {
    // The same words once more are no change, and would not be spoken: a space at the end makes them one.
    live.textContent = live.textContent === text ? `${text}\u00a0` : text;
  };
}
