import * as l10n from '@vscode/l10n';
import type { CredentialsFailure, CredentialsReason } from './failure';

/** Reasons that concern the AWS config and credentials files. */
const aboutFiles = ['unknownProfile', 'missingSetting', 'invalidSetting', 'unreadableFile', 'other'] as const;
export type AwsFilesReason = (typeof aboutFiles)[number];

export function isAboutFiles(reason: CredentialsReason): reason is AwsFilesReason {
  return aboutFiles.some((other) => other === reason);
}

type Words = readonly [label: string, sentence: string, next: string];

/** Explains a problem of the AWS files by its setting, section and file. */
export function explainAwsFiles(reason: AwsFilesReason, failure: CredentialsFailure): Words {
  const { setting = '', problem = '', section, file = '' } = failure;
  switch (reason) {
    case 'unknownProfile':
      return explainUnknownProfile(failure);
    case 'missingSetting':
      return [
        l10n.t('Setting missing'),
        section === undefined
          ? l10n.t('Setting missing in the environment: {0}', setting)
          : l10n.t('Setting missing: {0} in [{1}] of {2}', setting, section, file),
        l10n.t('Add the setting'),
      ];
    case 'invalidSetting':
      return [
        l10n.t('Invalid setting'),
        l10n.t('Invalid setting: {0}', problem),
        section === undefined ? l10n.t('Correct the setting') : l10n.t('Correct it in [{0}] of {1}', section, file),
      ];
    case 'unreadableFile':
      return [l10n.t('File cannot be read'), l10n.t('Cannot read {0}: {1}', file, problem), l10n.t('Correct the file')];
    case 'other':
      return [
        l10n.t('No credentials in profile'),
        section === undefined
          ? l10n.t('The profile has no credentials')
          : l10n.t('No credential settings in [{0}] of {1}', section, file),
        l10n.t('Check the profile in the AWS files'),
      ];
  }
}

function explainUnknownProfile({
  profile = '',
  setting = '',
  section,
  expectedSection,
  file = '',
}: CredentialsFailure): Words {
  const label = l10n.t('Profile not found');
  const sentence = l10n.t('There is no profile “{0}” in the AWS config and credentials files', profile);
  if (section === undefined) {
    return [label, sentence, l10n.t('Edit the connection in the settings')];
  }
  return [
    label,
    sentence,
    expectedSection === undefined
      ? l10n.t('Correct {0} in [{1}] of {2}', setting, section, file)
      : l10n.t('Rename [{0}] of {1} to [{2}]', section, file, expectedSection),
  ];
}
