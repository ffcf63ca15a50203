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
  const { profile = '', setting = '', problem = '', section, file = '' } = failure;
  const where = section === undefined ? '' : ` in [${section}] of ${file}`;
  switch (reason) {
    case 'unknownProfile': {
      const sentence = `There is no profile “${profile}” in the AWS config and credentials files`;
      if (section === undefined) {
        return ['Profile not found', sentence, 'Correct the connection in the settings'];
      }
      const change = setting === '' ? `Rename [${section}] of ${file} ${problem}` : `Correct ${setting}${where}`;
      return ['Profile not found', sentence, `${change}, then try again`];
    }
    case 'missingSetting': {
      const sentence = `Setting missing: ${setting}${section === undefined ? ' in the environment' : where}`;
      return ['Setting missing', sentence, 'Add the setting, then try again'];
    }
    case 'invalidSetting':
      return ['Invalid setting', `Invalid setting: ${setting} ${problem}`, `Correct it${where}, then try again`];
    case 'unreadableFile':
      return [
        'File cannot be read',
        `The ${setting} file cannot be read: ${problem}`,
        `Correct ${file}, then try again`,
      ];
    case 'other':
      return [
        'No credentials in profile',
        section === undefined ? 'The profile gave no credentials' : `No credential settings${where}`,
        'Check the profile in the AWS files, then try again',
      ];
  }
}
