import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Announce } from './announce';
import type { Control, Feedback } from './feedback';
import type { Host, PageState } from './host';

/** What every part of the page shares. */
export interface PageContext {
  readonly send: Host['postMessage'];
  readonly announce: Announce;
  readonly state: PageState;
  readonly remember: (change: Partial<PageState>) => void;
  readonly feedback: ReadonlyMap<Control, Feedback>;
}

/** Only `Page` renders other components, and it provides the value. */
export const PageContext = createContext(undefined as unknown as PageContext);

export const usePage = () => useContext(PageContext);
