/** Whatever Tab stops at. */
const STOPS = 'button, input, summary, [tabindex]';

/**
 * To be called before the page is drawn, and what it returns after that: a focus that went with its element comes back
 * as near to it as can be. The page does not scroll for it.
 */
export function keepFocus(root: Element): () => void {
  const focused = document.activeElement;
  // Whoever types elsewhere, into a file dialog say, is not to be called back.
  if (!document.hasFocus() || !(focused instanceof HTMLElement) || !root.contains(focused)) {
    return () => undefined;
  }
  const card = focused.closest('.card');
  const stops = stopsIn(card);
  const place = stops.indexOf(focused);
  return () => {
    if (document.activeElement === focused && stopsIn(card).indexOf(focused) !== place) {
      // Chromium scrolls to what has the focus when it is moved; not to what gets it so.
      focused.blur();
    }
    if (!root.contains(document.activeElement)) {
      const nearest = [...stops.slice(place), ...stops.slice(0, place).reverse()];
      // In no card is the banner of a failed read, which goes when it is tried again.
      [...nearest, ...root.querySelectorAll<HTMLElement>('[data-action="refresh"]')].some(takesFocus);
    }
  };
}

function stopsIn(card: Element | null): readonly HTMLElement[] {
  return [...(card?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
}

function takesFocus(stop: HTMLElement): boolean {
  stop.focus({ preventScroll: true });
  return document.activeElement === stop;
}
