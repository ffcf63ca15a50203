import type { Command } from 'vscode';
import { explain, type NextStep } from '../../core/explain';
import type { CommandName } from '../commands/names';
import type { FailureNode, JobNode, MoreNode, Node } from './nodes';

interface Click {
  /** The command that it stands for. */
  readonly name: Exclude<CommandName, 'openRow'>;
  readonly title: string;
}

const steps: Readonly<Record<NextStep, Click>> = {
  retry: { name: 'tryAgain', title: 'Try Again' },
  signIn: { name: 'signIn', title: 'Sign In' },
  openSettings: { name: 'openConnectionsSetting', title: 'Open Settings' },
  showLog: { name: 'showLog', title: 'Show Log' },
  copyPolicy: { name: 'copyIamPolicy', title: 'Copy IAM Policy' },
  openMigrationGuide: { name: 'openMigrationGuide', title: 'Open AWS’s Migration Guide' },
};

/** Rows that do something at a click; others fold. */
export type ClickableNode = JobNode | MoreNode | FailureNode;

export function isClickable(node: Node): node is ClickableNode {
  return node.kind === 'job' || node.kind === 'more' || node.kind === 'failure';
}

/** What a click on a row does. */
export function clickOf(node: ClickableNode): Click {
  switch (node.kind) {
    case 'job':
      return { name: 'openDetails', title: 'Open Details' };
    case 'more':
      return { name: 'loadMore', title: 'Load More' };
    case 'failure':
      return steps[explain(node.failure).step];
  }
}

/**
 * One command for all rows, without arguments: VS Code selects the clicked row before it runs the row's command. Arguments of
 * any kind stay in the extension host and are dropped when the row is drawn again, so a click on the row that is still on
 * screen would end in an error.
 */
export function rowCommand(node: ClickableNode): Command {
  return { command: 'importJobs.openRow', title: clickOf(node).title };
}
