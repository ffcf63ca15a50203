import { ThemeIcon, TreeItem } from 'vscode';
import { explain } from '../../core/failures/explain';
import { canIamPolicyHelp } from '../../core/failures/explainDenial';
import { plain } from '../../core/text/plainText';
import { contextValue } from './contextValue';
import type { FailureNode } from './nodes';
import { rowCommand } from './rowClick';
import { errorIcon } from './stateIcons';
import { tooltip } from './tooltip';

/**
 * Returns the row of a failure, which is shown below what was read before. An end of support is not shown as an error.
 */
export function failureItem(node: FailureNode): TreeItem {
  const { failure } = node;
  const { label, sentence, next, step } = explain(failure);
  const end = failure.kind === 'serviceEnded' ? failure.end : undefined;
  const action = 'action' in failure ? failure.action : undefined;
  const item = new TreeItem(label);
  item.id = node.id;
  item.description = plain(next);
  item.iconPath = end !== undefined ? new ThemeIcon('info') : errorIcon;
  item.contextValue = contextValue({
    failure: true,
    signIn: step === 'signIn',
    policy: action !== undefined && canIamPolicyHelp('by' in failure ? failure.by : undefined),
    diagnosable: failure.kind !== 'setting',
  });
  item.tooltip = tooltip(sentence, [
    ['What to do', next],
    ['Still available', end?.stillAvailable],
    ['Permission that may be missing', end && action],
    ['Call', failure.operation],
    ['HTTP status', failure.httpStatus?.toString()],
    ['Request ID', failure.requestId],
    ['Details', failure.detail],
  ]);
  item.accessibilityInformation = { label: `${plain(sentence)}. ${plain(next)}` };
  item.command = rowCommand(node);
  return item;
}
