import * as l10n from '@vscode/l10n';
import { Uri } from 'vscode';
import { openCopies, pickCopies } from '../copies/openCopy';
import { saveCopy } from '../copies/saveCopy';
import { accountFor, type AccountNeed } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { isNode } from './targets';
import { accountOf } from '../tree/nodes';

const savable: AccountNeed = {
  title: l10n.t('Save a Copy'),
  canServe: ({ connection }) => connection.kind !== 'copy' && connection.problem === undefined,
  none: l10n.t('There are no connections to save a copy of.'),
};

const closable: AccountNeed = {
  title: l10n.t('Close Saved Copy'),
  canServe: ({ connection }) => connection.kind === 'copy',
  none: l10n.t('No saved copy is open.'),
};

/** Commands that save the jobs of a connection to a file, and open and close such files. */
export function copyCommands(context: CommandContext) {
  const open = async (file: unknown, files: unknown) => {
    const called = Array.isArray(files) && files.length > 0 ? (files as readonly unknown[]) : [file];
    const uris = called.filter((each) => each instanceof Uri);
    await openCopies(uris.length > 0 ? uris : await pickCopies(), context);
  };
  return {
    saveSnapshot: async (node) => {
      const account = await accountFor(context, node, savable);
      await (account && saveCopy(account, context));
    },
    openSnapshot: open,
    // The same command, with its own label in the Explorer, which passes the file and all selected files.
    openAsSnapshot: open,
    closeSnapshot: async (node, nodes) => {
      const selected = Array.isArray(nodes) ? nodes.filter(isNode).map(accountOf) : [];
      for (const account of selected.length > 0 ? selected : [await accountFor(context, node, closable)]) {
        if (account?.connection.kind === 'copy') {
          context.copies.remove(account.connection.id);
        }
      }
    },
  } satisfies Partial<Handlers>;
}
