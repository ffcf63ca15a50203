import * as l10n from '@vscode/l10n';
import type { NetworkReason } from '../failures/failure';
import { textsLanguage } from '../text/plural';
import type { DiskReason, KnownFailure } from './downloadFailure';
import type { JobFile } from './jobFile';

/** A sentence and a next step, each without a period. */
interface DownloadWords {
  readonly sentence: string;
  readonly next: string;
}

/** Texts that differ by kind of file. */
interface FileWords {
  readonly noFile: DownloadWords;
  readonly badUrl: string;
  readonly notFound: string;
  readonly refresh: string;
  readonly openInBrowser: string;
  readonly openToSeeResponse: string;
  readonly downloadYourself: string;
  readonly notRead: string;
  readonly notSaved: string;
  readonly tooLarge: (destination: Destination, size: string) => string;
  readonly saveInstead: string;
}

const fileWords: Readonly<Record<JobFile, FileWords>> = {
  failedRecords: {
    noFile: words(
      l10n.t('This import job has no file of failed records'),
      l10n.t('Its details show what the service reports about failures'),
    ),
    badUrl: l10n.t('The service returned an invalid failed records URL'),
    notFound: l10n.t('The file of failed records no longer exists'),
    refresh: l10n.t('Refresh the import job and try again'),
    openInBrowser: l10n.t('Copy the failed records URL and open it in a browser'),
    openToSeeResponse: l10n.t('Copy the failed records URL and open it in a browser to see the full response'),
    downloadYourself: l10n.t('Copy the failed records URL and download it with another program'),
    notRead: l10n.t('The failed records could not be read'),
    notSaved: l10n.t('The failed records could not be saved'),
    tooLarge: (destination, size) =>
      ({
        editor: l10n.t('The failed records are larger than {0}, the maximum for an editor', size),
        disk: l10n.t('The failed records were not saved: they are larger than {0}', size),
        fileSystem: l10n.t(
          'The failed records were not saved: they are larger than {0}, the maximum outside of local disks',
          size,
        ),
      })[destination],
    saveInstead: l10n.t('Save them to a file instead'),
  },
  result: {
    noFile: words(l10n.t('This job has no result file'), l10n.t('Its details show its state and what failed')),
    badUrl: l10n.t('The service returned an invalid result URL'),
    notFound: l10n.t('The result file no longer exists'),
    refresh: l10n.t('Refresh the job and try again'),
    openInBrowser: l10n.t('Copy the result URL and open it in a browser'),
    openToSeeResponse: l10n.t('Copy the result URL and open it in a browser to see the full response'),
    downloadYourself: l10n.t('Copy the result URL and download it with another program'),
    notRead: l10n.t('The result could not be read'),
    notSaved: l10n.t('The result could not be saved'),
    tooLarge: (destination, size) =>
      ({
        editor: l10n.t('The result is larger than {0}, the maximum for an editor', size),
        disk: l10n.t('The result was not saved: it is larger than {0}', size),
        fileSystem: l10n.t('The result was not saved: it is larger than {0}, the maximum outside of local disks', size),
      })[destination],
    saveInstead: l10n.t('Save it to a file instead'),
  },
};

/** Explains a failed download. @param file the kind of file, which the texts name */
export function explainDownload(failure: KnownFailure, file: JobFile = 'failedRecords'): DownloadWords {
  const { noFile, badUrl, notFound, refresh, openInBrowser, openToSeeResponse, downloadYourself } = fileWords[file];
  switch (failure.kind) {
    case 'noFile':
      return noFile;
    case 'badUrl':
      return words(badUrl, refresh);
    case 'insecure':
      return words(
        l10n.t('The link does not use HTTPS, so the records could be read in transit'),
        l10n.t('Check the endpoint of the profile'),
      );
    case 'otherHost':
      return words(
        l10n.t('Redirected to another host; blocked for safety'),
        failure.isS3 ? openInBrowser : l10n.t('Check for a proxy or captive portal'),
      );
    case 'tooManyRedirects':
      return words(l10n.t('Too many redirects'), l10n.t('Try again later'));
    case 'refused':
      return words(
        failure.code === undefined
          ? l10n.t('A new link was refused too, so the cause is not just an expired link')
          : l10n.t('A new link was refused too ({0}), so the cause is not just an expired link', failure.code),
        l10n.t('Check the system clock and the permissions of the bucket'),
      );
    case 'notFound':
      return words(notFound, refresh);
    case 'status':
      return words(
        failure.code === undefined
          ? l10n.t('The server responded with HTTP {0}', failure.status)
          : l10n.t('Amazon S3 responded with HTTP {0} ({1})', failure.status, failure.code),
        isTransient(failure.status, failure.code) ? l10n.t('Try again in a moment') : openToSeeResponse,
      );
    case 'encoding':
      return words(l10n.t('Unsupported compression'), downloadYourself);
    case 'damaged':
      return words(l10n.t('The compressed file is damaged'), l10n.t('Try again'));
    case 'bomb':
      return words(
        l10n.t('Stopped: the file decompresses to an implausible size'),
        l10n.t('Ask the owner of the bucket about the file'),
      );
    case 'wrongLength':
      return words(
        failure.arrived < failure.announced
          ? l10n.t('The file is incomplete: {0} of {1} arrived', inBytes(failure.arrived), inBytes(failure.announced))
          : l10n.t('The file is larger than announced ({0})', inBytes(failure.announced)),
        l10n.t('Try again'),
      );
    case 'silent':
      return words(l10n.t('The server did not respond for {0} seconds', failure.seconds), checkNetwork());
    case 'network':
      return networkWords(failure.reason);
    case 'disk':
      return diskWords(failure.reason);
    case 'cancelled':
      return words(l10n.t('Cancelled'), l10n.t('Try again'));
  }
}

/** Returns a failed download as a complete message. */
export function downloadMessage(failure: KnownFailure, file: JobFile = 'failedRecords'): string {
  const { sentence, next } = explainDownload(failure, file);
  const { notRead, notSaved } = fileWords[file];
  const what = failure.kind === 'disk' ? notSaved : notRead;
  // A job without a file is not a failure.
  return (failure.kind === 'noFile' ? [sentence, next] : [what, sentence, next]).map((each) => `${each}.`).join(' ');
}

/** Formats a file size in decimal units: "12.3 MB". */
export function inBytes(count: number): string {
  // Round first, so that 999,950 bytes are not "1000 kB".
  const rounded = count < 1000 ? count : Number(count.toPrecision(3));
  const power = rounded < 1000 ? 0 : Math.min(Math.floor(Math.log10(rounded) / 3), units.length - 1);
  return new Intl.NumberFormat(textsLanguage(), {
    style: 'unit',
    unit: units[power] ?? 'byte',
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
    maximumSignificantDigits: 3,
    roundingPriority: 'lessPrecision',
  }).format(count / 1000 ** power);
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

function words(sentence: string, next: string): DownloadWords {
  return { sentence, next };
}

const checkNetwork = () => l10n.t('Check the network, then try again');

function networkWords(reason: NetworkReason): DownloadWords {
  switch (reason) {
    case 'nameNotFound':
      return words(l10n.t('The host of the file was not found'), checkNetwork());
    case 'refused':
      return words(l10n.t('The host of the file refused the connection'), checkNetwork());
    case 'timedOut':
      return words(l10n.t('The host of the file did not respond in time'), checkNetwork());
    case 'tls':
      return words(
        l10n.t('No secure connection to the host of the file'),
        l10n.t('Check the proxy and its certificates, then try again'),
      );
    case 'proxy':
      return words(l10n.t('The proxy refused the connection'), l10n.t('Check the proxy settings, then try again'));
    case 'reset':
      return words(l10n.t('The connection was interrupted'), l10n.t('Try again'));
    case 'other':
      return words(l10n.t('The host of the file could not be reached'), checkNetwork());
  }
}

function diskWords(reason: DiskReason): DownloadWords {
  const chooseAnother = l10n.t('Choose another folder');
  switch (reason) {
    case 'full':
      return words(l10n.t('The disk is full'), l10n.t('Free up space or choose another folder'));
    case 'denied':
      return words(l10n.t('No permission to write to the folder'), chooseAnother);
    case 'missing':
      return words(l10n.t('The folder no longer exists'), chooseAnother);
    case 'unavailable':
      return words(l10n.t('The file system is not available'), l10n.t('Try again or choose another folder'));
    case 'other':
      return words(l10n.t('The file could not be written'), chooseAnother);
  }
}

/** Error codes of S3 that are worth a retry, in addition to HTTP statuses of 500 and above. */
const transientCodes = new Set(['RequestTimeout', 'SlowDown', 'TooManyRequests', 'OperationAborted']);
const permanentStatuses = new Set([501, 505]);

/** Whether a retry may succeed. */
function isTransient(status: number, code: string | undefined): boolean {
  return (
    (code !== undefined && transientCodes.has(code)) ||
    status === 408 ||
    status === 429 ||
    (status >= 500 && !permanentStatuses.has(status))
  );
}

/** Where a file goes: an editor, a local disk, or another file system that VS Code can write to. */
export type Destination = 'editor' | 'disk' | 'fileSystem';

/** Maximum file size by destination, in bytes. Other file systems accept a file only as a whole, from memory. */
export const maxBytes: Readonly<Record<Destination, number>> = {
  editor: 50_000_000,
  disk: 50_000_000_000,
  fileSystem: 50_000_000,
};

/** Explains that a file is too large for its destination. */
export function explainTooLarge(destination: Destination, file: JobFile = 'failedRecords'): DownloadWords {
  const { tooLarge, saveInstead, downloadYourself } = fileWords[file];
  const next = {
    editor: saveInstead,
    disk: downloadYourself,
    fileSystem: l10n.t('Choose a folder on a disk of the machine where the extension runs'),
  };
  return words(tooLarge(destination, inBytes(maxBytes[destination])), next[destination]);
}
