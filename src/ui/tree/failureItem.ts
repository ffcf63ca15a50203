import { ThemeIcon, TreeItem } from 'vscode';
import { explain } from '../../core/explain';
import { canIamPolicyHelp } from '../../core/explainDenial';
import { plain } from '../../core/plainText';
import { contextValue } from './contextValue';
import type { FailureNode } from './nodes';
import { rowCommand } from './rowClick';
import { errorIcon } from './stateIcons';
import { tooltip } from './tooltip';

/** The row of what went wrong, below what was read before. That something has ended is no error. */
export function failureItem(node: FailureNode): TreeItem {
  const { failure } = node;
  const { label, sentence, next, step } = explain(failure);
  const hasEnded = failure.kind === 'serviceEnded';
  const action = 'action' in failure ? failure.action : undefined;
  const item = new TreeItem(label);
  item.id = node.id;
  item.description = plain(next);
  item.iconPath = hasEnded ? new ThemeIcon('info') : errorIcon;
  item.contextValue = contextValue({
    failure: true,
    signIn: step === 'signIn',
    policy: action !== undefined && canIamPolicyHelp('by' in failure ? failure.by : undefined),
    diagnosable: failure.kind !== 'setting',
  });
  item.tooltip = tooltip(sentence, {
    'What to do': next,
    'What is left': hasEnded
      ? 'Applications may still be listed. Whether there were import jobs here, AWS does not say any more.'
      : undefined,
    'If it is only a permission': hasEnded ? action : undefined,
    Call: failure.operation,
    'HTTP status': failure.httpStatus?.toString(),
    'Request ID': failure.requestId,
    'AWS or the SDK said': failure.detail,
  });
  item.accessibilityInformation = { label: `${plain(sentence)}. ${plain(next)}` };
  item.command = rowCommand(node);
  return item;
}
