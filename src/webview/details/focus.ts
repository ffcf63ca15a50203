import { useLayoutEffect, useRef } from 'preact/hooks';

/** Elements that Tab stops at. */
// eslint-disable-next-line texts/translated -- a selector
const STOPS = 'button, input, summary, [tabindex]';

/**
 * Keeps the focus when a component is rendered again. If the focused element is removed, moves the focus to the nearest
 * one without scrolling.
 */
export function useKeptFocus(): void {
  const isRendered = useRef(false);
  // Rendering is synchronous, so the DOM is still from the previous rendering.
  const restoreFocus = isRendered.current ? captureFocus() : undefined;
  useLayoutEffect(() => {
    isRendered.current = true;
    restoreFocus?.();
  });
}

/**
 * Moves the focus to the heading when what is shown changes, which removes the focused element.
 * @param shown identifies what is shown
 */
export function useHeadingFocus(shown: string | undefined): void {
  const before = useRef(shown);
  const hadFocus = before.current !== shown && focusedElement() !== undefined;
  useLayoutEffect(() => {
    before.current = shown;
    if (hadFocus && document.activeElement === document.body) {
      document.querySelector('h1')?.focus({ preventScroll: true });
    }
  });
}

/** Captures the focus before the DOM changes. Returns a function that restores it afterwards. */
function captureFocus(): (() => void) | undefined {
  const focused = focusedElement();
  if (focused === undefined) {
    return undefined;
  }
  const card = focused.closest('.card');
  const stops = stopsIn(card);
  const index = stops.indexOf(focused);
  return () => {
    if (document.activeElement === focused && stopsIn(card).indexOf(focused) !== index) {
      // Chromium scrolls to a focused element that is moved, but not to one focused with preventScroll.
      focused.blur();
    }
    if (document.activeElement === document.body) {
      const nearest = [...stops.slice(index), ...stops.slice(0, index).reverse()];
      // The banner of a failed read is in no card and disappears when its button is clicked.
      [...nearest, ...document.querySelectorAll<HTMLElement>('[data-action="refresh"]')].some(takesFocus);
    }
  };
}

/** Returns the element with the focus. The page must not take the focus from elsewhere, such as a file dialog. */
function focusedElement(): HTMLElement | undefined {
  const { activeElement: focused, body } = document;
  return document.hasFocus() && focused instanceof HTMLElement && focused !== body ? focused : undefined;
}

function stopsIn(card: Element | null): readonly HTMLElement[] {
  return [...(card?.querySelectorAll<HTMLElement>(STOPS) ?? [])];
}

function takesFocus(stop: HTMLElement): boolean {
  stop.focus({ preventScroll: true });
  return document.activeElement === stop;
}
