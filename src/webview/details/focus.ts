/** Whatever Tab stops at. */
const STOPS = 'button, input, summary, [tabindex]';

/**
 * To be called before the page is drawn, and what it returns after that: a focus that went with its element, or because
 * that was moved, comes back to where it was or as near to it as can be. The page does not scroll for it.
 */
export function keepFocus(root: Element): () => void {
  const focused = document.activeElement;
  if (focused === null || !root.contains(focused)) {
    return () => undefined;
  }
  const stops = [...(focused.closest('.card')?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
  const place = stops.findIndex((stop) => stop === focused);
  const nearest = [...stops.slice(place), ...stops.slice(0, place).reverse()];
  return () => {
    if (!root.contains(document.activeElement)) {
      // In no card is the banner of a failed read, which goes when it is tried again.
      [...nearest, ...root.querySelectorAll<HTMLElement>('[data-action="refresh"]')].some(takesFocus);
    }
  };
}

function takesFocus(stop: HTMLElement): boolean {
  stop.focus({ preventScroll: true });
  return document.activeElement === stop;
}
