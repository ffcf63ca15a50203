import * as l10n from '@vscode/l10n';
import type { Command } from 'vscode';
import { explain, type NextStep } from '../../core/failures/explain';
import type { CommandName, RowCommandName } from '../commands/names';
import type { AllNode, FailureNode, JobNode, MoreNode, Node } from './nodes';

interface Click {
  /** The command to run. */
  readonly name: Exclude<CommandName, RowCommandName>;
  readonly title: string;
}

const steps: Readonly<Record<NextStep, Click>> = {
  retry: { name: 'tryAgain', title: l10n.t('Try Again') },
  signIn: { name: 'signIn', title: l10n.t('Sign In') },
  openSettings: { name: 'openConnectionsSetting', title: l10n.t('Open Settings') },
  showLog: { name: 'showLog', title: l10n.t('Show Log') },
  copyPolicy: { name: 'copyIamPolicy', title: l10n.t('Copy IAM Policy') },
  openMigrationGuide: { name: 'openMigrationGuide', title: l10n.t('Open AWS’s Migration Guide') },
};

/** Rows with a command. Other rows expand and collapse. */
type ClickableNode = JobNode | MoreNode | AllNode | FailureNode;

export function isClickable(node: Node): node is ClickableNode {
  return ['job', 'more', 'all', 'failure'].includes(node.kind);
}

/** Returns the command of a row. */
export function clickOf(node: ClickableNode): Click {
  switch (node.kind) {
    case 'job':
      return { name: 'showDetails', title: l10n.t('Open Details') };
    case 'more':
      return { name: 'loadMore', title: l10n.t('Load More') };
    case 'all':
      return { name: 'loadAll', title: l10n.t('Load All') };
    case 'failure':
      return steps[explain(node.failure).step];
  }
}

/**
 * Returns a row's command, which is the same for all rows and has no arguments: VS Code selects the clicked row before
 * it runs the command. VS Code drops arguments when the row is redrawn, so a click on the row still on screen would
 * fail.
 */
export function rowCommand(node: ClickableNode): Command {
  return { command: 'importJobs.openRow', title: clickOf(node).title };
}
