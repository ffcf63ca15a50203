import type { FromPage, PanelState } from './pageMessages';

/** State that the page keeps while hidden and across reloads. It identifies the job and never contains a URL. */
export interface PageState extends Partial<PanelState> {
  readonly rawOpen: boolean;
  readonly filter: string;
  /** Whether failures are grouped by reason. */
  readonly grouped: boolean;
  /** Expanded reasons, each by the index of its first failure. */
  readonly opened: readonly number[];
  readonly scroll: number;
}

/** VS Code's API for the page. */
export interface Host {
  readonly postMessage: (message: FromPage) => void;
  readonly getState: () => unknown;
  readonly setState: (state: PageState) => void;
}

/** Returns the valid parts of what an earlier page stored. The extension validates the job. */
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
