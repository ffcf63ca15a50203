import * as l10n from '@vscode/l10n';
import type { CopyProblem, ServiceFailure } from './failure';

type Words = readonly [label: string, sentence: string, next: string];

/** Returns the texts about a saved copy that cannot be read. */
export function explainCopy({ problem, file }: Extract<ServiceFailure, { kind: 'copy' }>): Words {
  return words[problem](file);
}

const words: Readonly<Record<CopyProblem, (file: string) => Words>> = {
  missing: (file) => [
    l10n.t('File not found'),
    l10n.t('The file “{0}” no longer exists', file),
    l10n.t('Restore the file or close the saved copy'),
  ],
  unreadable: (file) => [
    l10n.t('File not readable'),
    l10n.t('The file “{0}” cannot be read', file),
    l10n.t('Check the file’s permissions'),
  ],
  tooLarge: (file) => [
    l10n.t('File too large'),
    l10n.t('The file “{0}” is larger than {1}', file, '200 MB'),
    l10n.t('Save fewer jobs, or split the output of the AWS CLI into several files'),
  ],
  notJson: (file) => [
    l10n.t('Not JSON'),
    l10n.t('The file “{0}” is not valid JSON', file),
    l10n.t('Open a saved copy, or output of the AWS CLI with --output json'),
  ],
  cutOff: (file) => [
    l10n.t('File incomplete'),
    l10n.t('The file “{0}” ends in the middle of its data', file),
    l10n.t('Save or download it again'),
  ],
  newer: (file) => [
    l10n.t('Newer format'),
    l10n.t('A newer version of Import Jobs saved the file “{0}”', file),
    l10n.t('Update the extension'),
  ],
  noJobs: (file) => [
    l10n.t('No import jobs found'),
    l10n.t('The file “{0}” contains no import jobs', file),
    l10n.t('Open a saved copy, or output of an AWS CLI command that lists or gets import jobs'),
  ],
};
