import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Control, Feedback } from './feedback';
import type { Host, PageState } from './host';

/** What every part of the page shares. */
export interface PageContext {
  readonly send: Host['postMessage'];
  /** Has a screen reader speak a text once it has finished speaking. */
  readonly announce: (text: string) => void;
  readonly state: PageState;
  readonly remember: (change: Partial<PageState>) => void;
  readonly feedback: ReadonlyMap<Control, Feedback>;
}

/** Only `Page` renders other components, and it provides the value. */
export const PageContext = createContext(undefined as unknown as PageContext);

export const usePage = () => useContext(PageContext);
