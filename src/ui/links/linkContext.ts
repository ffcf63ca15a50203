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

/** Dependencies of the handler of links. */
export interface LinkContext extends Pick<CommandContext, Shared> {
  readonly bundles: CommandContext['bundles'];
  readonly clearFilter: () => unknown;
}
