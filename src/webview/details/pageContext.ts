import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Announce } from './announce';
import type { Control, Feedback } from './feedback';
import { readState, type Host, type PageState } from './host';

/** What every part of the page shares. */
export interface PageContext {
  readonly send: Host['send'];
  readonly announce: Announce;
  readonly state: PageState;
  readonly remember: (change: Partial<PageState>) => void;
  readonly feedback: ReadonlyMap<Control, Feedback>;
}

const nothing = () => undefined;

export const PageContext = createContext<PageContext>({
  send: nothing,
  announce: nothing,
  state: readState(undefined),
  remember: nothing,
  feedback: new Map(),
});

export const usePage = () => useContext(PageContext);
