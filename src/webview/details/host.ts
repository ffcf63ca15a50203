import type { FromPage } from './messages';

/** What the page remembers while it is hidden. Never a URL and nothing of a job. */
export interface PageState {
  readonly rawOpen: boolean;
  readonly filter: string;
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
  send(message: FromPage): void;
  remember(state: PageState): void;
  readonly remembered: PageState;
}

/** Takes hold of VS Code; possible once. */
export function connectHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send: (message) => {
      api.postMessage(message);
    },
    remember: (state) => {
      api.setState(state);
    },
    remembered: readState(api.getState()),
  };
}

function readState(state: unknown): PageState {
  const { rawOpen, filter, scroll } = (typeof state === 'object' && state !== null ? state : {}) as Record<keyof PageState, unknown>;
  return {
    rawOpen: rawOpen === true,
    filter: typeof filter === 'string' ? filter : '',
    scroll: typeof scroll === 'number' ? scroll : 0,
  };
}
