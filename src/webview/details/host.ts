import type { FromPage, Place } from './messages';

/** What the page remembers while it is hidden, and over a reload. Never a URL and nothing of a job but which it is. */
export interface PageState extends Partial<Place> {
  readonly rawOpen: boolean;
  readonly filter: string;
  /** Whether equal failures are one. */
  readonly grouped: boolean;
  /** Reasons whose failures are shown, each by the place of its first. */
  readonly opened: readonly number[];
  readonly scroll: number;
}

interface VsCodeApi {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The extension, as the page sees it. */
export interface Host {
  readonly send: (message: FromPage) => void;
  readonly remember: (state: PageState) => void;
  readonly remembered: PageState;
}

/** Takes hold of VS Code; possible once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => api.postMessage(message),
    remember: (state) => api.setState(state),
    remembered: readState(api.getState()),
  };
}

/** What an earlier page left, as far as it is of the right kinds. Which job it was is for the extension to check. */
export function readState(state: unknown): PageState {
  const { rawOpen, filter, grouped, opened, scroll, ...place } = (
    typeof state === 'object' && state !== null ? state : {}
  ) as Record<keyof PageState, unknown>;
  return {
    ...(place as Partial<Place>),
    rawOpen: rawOpen === true,
    filter: typeof filter === 'string' ? filter : '',
    grouped: grouped !== false,
    opened: numbersIn(opened),
    scroll: typeof scroll === 'number' ? scroll : 0,
  };
}

function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
}
