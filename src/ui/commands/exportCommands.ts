import * as l10n from '@vscode/l10n';
import type { QuickPickItem } from 'vscode';
import type { Folder } from '../../core/jobs/folder';
import { plural } from '../../core/text/plural';
import { exportTitle, inOrder } from '../jobExport';
import type { JobTarget } from '../jobActions';
import { showInformation } from '../messages';
import { pickOne } from '../quickPick';
import type { Node } from '../tree/nodes';
import type { CommandContext } from './context';
import { noneText } from './jobNeeds';
import type { Handlers } from './names';
import { isNode } from './targets';

/** Jobs to export, and the number of selected lists that are not fully loaded. */
interface Scope {
  readonly targets: readonly JobTarget[];
  readonly unreadLists: number;
}

type ScopeItem = QuickPickItem & { readonly scope: Scope };

/**
 * The command that exports the jobs of rows, or those that the user picks. Of a list, it exports the loaded jobs that
 * match the filter.
 */
export function exportCommands(context: CommandContext) {
  return {
    exportJobs: async (node, nodes) => {
      const rows = (Array.isArray(nodes) && nodes.length > 0 ? nodes : [node]).filter(isNode);
      const scope = rows.length > 0 ? scopeOf(context, rows) : await askForScope(context);
      if (scope === undefined) {
        return;
      }
      if (scope.targets.length === 0) {
        void showInformation(
          context.filter.filter === undefined
            ? noneText('copyJobId', 0)
            : l10n.t('No loaded import job matches the filter.'),
        );
        return;
      }
      await context.exporter.run(scope.targets, scope.unreadLists);
    },
  } satisfies Partial<Handlers>;
}

/** Lets the user pick what to export, if there is a choice; `undefined` if cancelled. */
async function askForScope(context: CommandContext): Promise<Scope | undefined> {
  const { accounts, filter, tree, selected } = context;
  const rows = selected.selection;
  const everything = (matches: boolean) =>
    scopeOf(
      context,
      accounts.all.map((account) => tree.accountRow(account)),
      matches,
    );
  const items = [
    ...(rows.length === 0 ? [] : [itemOf(context, l10n.t('Selection'), scopeOf(context, rows))]),
    ...(filter.filter === undefined
      ? []
      : [itemOf(context, l10n.t('All loaded jobs that match the filter'), everything(true))]),
    itemOf(context, l10n.t('All loaded jobs'), everything(false)),
  ].filter(({ scope }) => scope.targets.length > 0);
  if (items.length <= 1) {
    return items[0]?.scope ?? everything(false);
  }
  return (await pickOne(items, exportTitle, l10n.t('Select what to export')))?.scope;
}

function itemOf({ formats }: CommandContext, label: string, scope: Scope): ScopeItem {
  const { length } = scope.targets;
  const count = formats.count(length);
  return { label, description: plural(length, l10n.t('{0} job', count), l10n.t('{0} jobs', count)), scope };
}

function scopeOf({ store, tree, filter }: CommandContext, rows: readonly Node[], matches = true): Scope {
  const targets: JobTarget[] = [];
  const lists = new Set<Folder>();
  for (const row of rows) {
    switch (row.kind) {
      case 'job': {
        const job = store.get(row.account.connection.id, row.key);
        targets.push(...(job === undefined ? [] : [{ account: row.account, job }]));
        break;
      }
      case 'account':
      case 'folder':
        for (const folder of tree.openFolders(row)) {
          const jobs = matches ? folder.jobs.filter((job) => filter.matches(job)) : folder.jobs;
          targets.push(...jobs.map((job) => ({ account: row.account, job })));
          if (folder.hasMore && (folder.jobs.length > 0 || folder.readCount === 0)) {
            lists.add(folder);
          }
        }
        break;
      default:
      // Other rows have no jobs.
    }
  }
  return { targets: inOrder(targets), unreadLists: lists.size };
}
