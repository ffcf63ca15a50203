import { accountOf } from '../tree/nodes';
import { rowOf } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { isServiceShown } from './showService';

/** The command on an end-of-support row. Expands the row of the service that AWS names as the successor. */
export function successorCommands(context: CommandContext) {
  return {
    showSuccessor: async (node) => {
      const row = rowOf(context.selected, node);
      const id = row?.kind === 'failure' && row.failure.kind === 'serviceEnded' ? row.failure.end.successor : undefined;
      if (row === undefined || id === undefined || !(await isServiceShown(context, id))) {
        return;
      }
      const { tree, view } = context;
      const account = accountOf(row);
      const source = (await account.sources()).find(({ service }) => service === id);
      if (source !== undefined) {
        // VS Code may not have requested the row yet.
        tree.getChildren(tree.accountRow(account));
        await view.revealBranch(account, source, source.root.id, { expand: true });
      }
    },
  } satisfies Partial<Handlers>;
}
