import * as l10n from '@vscode/l10n';
import { showInformation } from '../messages';
import { settings } from '../settings';
import { accountOf } from '../tree/nodes';
import { withErrorMessage } from '../withErrorMessage';
import { rowOf } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';

/** The command on an end-of-support row. Expands the row of the service that AWS names as the successor. */
export function successorCommands(context: CommandContext) {
  return {
    showSuccessor: async (node) => {
      const row = rowOf(context.selected, node);
      const id = row?.kind === 'failure' && row.failure.kind === 'serviceEnded' ? row.failure.end.successor : undefined;
      if (row === undefined || id === undefined || !(await isShown(context, id))) {
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

/** Whether the settings show a service. If they hide it, asks whether to show it. */
async function isShown({ descriptions, shownDescriptions }: CommandContext, id: string): Promise<boolean> {
  const isIn = () => shownDescriptions().some((service) => service.id === id);
  if (isIn()) {
    return true;
  }
  const label = descriptions.find((service) => service.id === id)?.shortLabel ?? id;
  const show = l10n.t('Show');
  const choice = await showInformation(l10n.t('{0} is hidden by the setting importJobs.services.', label), show);
  if (choice === show) {
    const what = l10n.t('The setting could not be changed');
    await withErrorMessage(what, () => settings.showService(id), 'services');
  }
  return isIn();
}
