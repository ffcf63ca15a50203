import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Control, Feedback } from './feedback';
import type { Host, PageState } from './host';

/** What all parts of the page share. */
export interface PageContext {
  readonly send: Host['postMessage'];
  /** Makes a screen reader speak a text after what it is speaking now. */
  readonly announce: (text: string) => void;
  readonly state: PageState;
  readonly remember: (change: Partial<PageState>) => void;
  readonly feedback: ReadonlyMap<Control, Feedback>;
}

/** The default is never used: `Page` renders all other components and provides a value. */
export const PageContext = createContext(undefined as unknown as PageContext);

export const usePage = () => useContext(PageContext);
