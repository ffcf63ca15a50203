import { isValidElement, toChildArray, type ComponentChildren } from 'preact';
import type { PageUi } from '../../../src/webview/details/controls';

export interface Drawn {
  readonly type: unknown;
  readonly key: unknown;
  readonly props: Readonly<Record<string, unknown>> & { readonly children?: ComponentChildren };
}

/** Everything that a part of the page has in it, itself first: as it is handed to the DOM, which Node has none of. */
export function drawn(part: ComponentChildren): readonly Drawn[] {
  return elements(part).flatMap((element) => [element, ...drawn(element.props.children)]);
}

/** Those that are in no other. */
export function elements(part: ComponentChildren): readonly Drawn[] {
  return toChildArray(part).filter((child) => isValidElement(child));
}

/** The text that is read in it. */
export function textOf(part: ComponentChildren): string {
  return toChildArray(part)
    .map((child) => (isValidElement(child) ? textOf(child.props.children) : String(child)))
    .join('');
}

const nothing = () => undefined;

/** A page on which nothing has happened yet. */
export function pageUi(more: Partial<PageUi> = {}): PageUi {
  return {
    filter: '',
    grouped: true,
    rawOpen: true,
    opened: new Set(),
    feedback: nothing,
    note: nothing,
    act: nothing,
    copyRow: nothing,
    copyEntry: nothing,
    copyEntries: nothing,
    setFilter: nothing,
    setGrouped: nothing,
    setRawOpen: nothing,
    setOpened: nothing,
    ...more,
  };
}
