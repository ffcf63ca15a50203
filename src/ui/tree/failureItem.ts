import * as l10n from '@vscode/l10n';
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
    successor: end?.successor !== undefined,
    diagnosable: failure.kind !== 'setting' && failure.kind !== 'copy',
  });
  item.tooltip = tooltip(sentence, [
    [l10n.t('What to do'), next],
    [l10n.t('Still available'), end?.stillAvailable],
    [l10n.t('Possibly missing permission'), end && action],
    [l10n.t('Call'), failure.operation],
    [l10n.t('HTTP status'), failure.httpStatus?.toString()],
    [l10n.t('Request ID'), failure.requestId],
    [l10n.t('Details'), failure.detail],
  ]);
  item.accessibilityInformation = { label: `${plain(sentence)}. ${plain(next)}` };
  item.command = rowCommand(node);
  return item;
}
