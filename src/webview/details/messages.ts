import type { DetailsAction, DetailsModel } from '../../core/details/model';

/** From the extension to the panel's page. */
export type ToPage =
  | { readonly type: 'show'; readonly model: DetailsModel }
  /** There is no job to show: none was chosen, or it is gone. */
  | { readonly type: 'empty'; readonly title: string; readonly text: string }
  /** What became of an `act` or a `copyEntry`. Only then does the page say "Copied". */
  | { readonly type: 'acted'; readonly action: DetailsAction; readonly ok: boolean }
  | { readonly type: 'entryCopied'; readonly index: number; readonly ok: boolean };

/** From the panel's page to the extension, which checks it before it acts. */
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'act'; readonly action: DetailsAction }
  /** One failure entry, by its place in the list: its text never comes from the page. */
  | { readonly type: 'copyEntry'; readonly index: number };
