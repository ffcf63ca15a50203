import type { FromPage, PanelState } from './pageMessages';

/** What the page remembers while it is hidden, and over a reload. Of the job it has only the reference, and never a URL. */
export interface PageState extends Partial<PanelState> {
  readonly rawOpen: boolean;
  readonly filter: string;
  /** Whether failures are grouped by reason. */
  readonly grouped: boolean;
  /** Reasons whose failures are shown, each by the index of its first failure. */
  readonly opened: readonly number[];
  readonly scroll: number;
}

/** VS Code's API for the page. */
export interface Host {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => unknown;
  readonly setState: (state: PageState) => void;
}

/** Keeps what an earlier page has stored, as far as it is of the right types. The extension checks which job it was. */
export function readState(state: unknown): PageState {
  const { rawOpen, filter, grouped, opened, scroll, ...panelState } = (
    typeof state === 'object' && state !== null ? state : {}
  ) as Record<keyof PageState, unknown>;
  return {
    ...(panelState as Partial<PanelState>),
    rawOpen: rawOpen === true,
    filter: typeof filter === 'string' ? filter : '',
    grouped: grouped !== false,
    opened: Array.isArray(opened) ? opened.filter((one) => typeof one === 'number') : [],
    scroll: typeof scroll === 'number' ? scroll : 0,
  };
}
