import type { CommandContext } from '../commands/context';

type Shared =
  | 'accounts'
  | 'store'
  | 'tree'
  | 'view'
  | 'details'
  | 'log'
  | 'formats'
  | 'descriptions'
  | 'shownDescriptions';

/** What the handler of links has access to. */
export interface LinkContext extends Pick<CommandContext, Shared> {
  readonly bundles: CommandContext['bundles'];
  readonly clearFilter: () => unknown;
}
