import * as l10n from '@vscode/l10n';

/** Returns notes on a command that imports a file again. @param purpose sentence about the import, without a period */
export function repeatNotes(purpose: string | undefined): readonly string[] {
  return [
    ...(purpose === undefined ? [] : [`${purpose}.`]),
    l10n.t(
      'Starts a new import of the same file. AWS does not recognize repetitions: running this twice imports twice.',
    ),
  ];
}

/**
 * Returns notes on a command that creates an import job, which waits for a file and to be started.
 * @param upload sentence about how to upload the file
 * @param start the command that starts the job
 */
export function uploadNotes(purpose: string | undefined, upload: string, start: string): readonly string[] {
  return [
    ...(purpose === undefined ? [] : [`${purpose}.`]),
    l10n.t(
      'Creates a new import job, which imports nothing until a file is uploaded. Running this twice creates two jobs.',
    ),
    upload,
    l10n.t('Then start the job, with the JobId in the response: {0}', start),
  ];
}
