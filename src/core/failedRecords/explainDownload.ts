import type { NetworkReason } from '../failures/failure';
import type { DiskReason, KnownFailure } from './downloadFailure';

/** A sentence and a next step, each without a period. */
interface DownloadWords {
  readonly sentence: string;
  readonly next: string;
}

export function explainDownload(failure: KnownFailure): DownloadWords {
  switch (failure.kind) {
    case 'noFile':
      return words(
        'This import job has no file of failed records',
        'See its details for what the service says of failures',
      );
    case 'badUrl':
      return words('The service gave no web address for the failed records', 'Refresh the import job and try again');
    case 'insecure':
      return words(
        'The link is not https, so the records could be read on their way',
        'Check the endpoint of the profile',
      );
    case 'otherHost':
      return words(
        'Redirected to another host; blocked for safety',
        failure.isS3 ? 'Copy the failed records URL and open it in a browser' : 'Check for a proxy or captive portal',
      );
    case 'tooManyRedirects':
      return words('Too many redirects', 'Try again later');
    case 'refused':
      return words(
        `A fresh link was refused too${failure.code === undefined ? '' : ` (${failure.code})`}, so it is not just an expired one`,
        'Check that the clock is right and that the bucket lets you read',
      );
    case 'notFound':
      return words('The file of failed records no longer exists', 'Refresh the import job and try again');
    case 'status':
      return words(
        failure.code === undefined
          ? `The server answered HTTP ${failure.status}`
          : `Amazon S3 answered HTTP ${failure.status} (${failure.code})`,
        isTransient(failure.status, failure.code)
          ? 'Try again in a moment'
          : 'Copy the failed records URL and open it in a browser to see the full response',
      );
    case 'encoding':
      return words('Unsupported compression', 'Copy the failed records URL and download it with another program');
    case 'damaged':
      return words('The compressed file is damaged', 'Try again');
    case 'bomb':
      return words('Stopped: the file decompresses to an implausible size', 'Ask the owner of the bucket what it is');
    case 'wrongLength':
      return failure.arrived < failure.announced
        ? words(
            `The file was cut short: ${inBytes(failure.arrived)} of ${inBytes(failure.announced)} arrived`,
            'Try again',
          )
        : words(`More arrived than the ${inBytes(failure.announced)} that were announced`, 'Try again');
    case 'silent':
      return words(`The server did not respond for ${failure.seconds} seconds`, 'Check the network, then try again');
    case 'network':
      return words(...networkWords[failure.reason]);
    case 'disk':
      return words(...diskWords[failure.reason]);
    case 'cancelled':
      return words('Cancelled', 'Try again');
  }
}

/** Returns a failed download as a complete message. */
export function downloadMessage(failure: KnownFailure): string {
  const { sentence, next } = explainDownload(failure);
  // A job without a file is not a failure.
  const before =
    failure.kind === 'noFile' ? '' : `The failed records could not be ${failure.kind === 'disk' ? 'saved' : 'read'}. `;
  return `${before}${sentence}. ${next}.`;
}

/** Formats a file size in decimal units: "12.3 MB". */
export function inBytes(count: number): string {
  // Rounded first, so that 999,950 bytes are not "1000 kB".
  const rounded = count < 1000 ? count : Number(count.toPrecision(3));
  const unit = rounded < 1000 ? 0 : Math.min(Math.floor(Math.log10(rounded) / 3), units.length - 1);
  return `${Number((rounded / 1000 ** unit).toFixed(1))} ${units[unit] ?? ''}`;
}

const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];

function words(sentence: string, next: string): DownloadWords {
  return { sentence, next };
}

const networkWords: Readonly<Record<NetworkReason, [sentence: string, next: string]>> = {
  nameNotFound: ['The host of the file was not found', 'Check the network, then try again'],
  refused: ['The host of the file refused the connection', 'Check the network, then try again'],
  timedOut: ['The host of the file could not be reached in time', 'Check the network, then try again'],
  tls: [
    'No secure connection to the host of the file could be made',
    'Check the proxy and its certificates, then try again',
  ],
  proxy: ['The proxy did not let the connection through', 'Check the proxy settings, then try again'],
  reset: ['The connection was interrupted', 'Try again'],
  other: ['The host of the file could not be reached', 'Check the network, then try again'],
};

const diskWords: Readonly<Record<DiskReason, [sentence: string, next: string]>> = {
  full: ['The disk is full', 'Free up space or choose another folder'],
  denied: ['No permission to write there', 'Choose another folder'],
  gone: ['The folder no longer exists', 'Choose another folder'],
  unavailable: ['The file system is not available', 'Try again or choose another folder'],
  other: ['The file could not be written', 'Choose another folder'],
};

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

/** Where failed records go: an editor, a local disk, or another file system that VS Code can write to. */
export type Destination = 'editor' | 'disk' | 'elsewhere';

/** Maximum file size by destination, in bytes. Other file systems take a file only as a whole, from memory. */
export const maxBytes: Readonly<Record<Destination, number>> = {
  editor: 50_000_000,
  disk: 50_000_000_000,
  elsewhere: 50_000_000,
};

/** Explains that a file is too large for its destination. */
export function explainTooLarge(destination: Destination): DownloadWords {
  const size = inBytes(maxBytes[destination]);
  switch (destination) {
    case 'editor':
      return words(
        `The failed records are larger than ${size}, more than an editor shows well`,
        'Save them to a file instead',
      );
    case 'disk':
      return words(
        `The failed records were not saved: they are larger than ${size}`,
        'Copy their link and download them with another program',
      );
    case 'elsewhere':
      return words(
        `The failed records were not saved: they are larger than ${size}, the most that a place other than a disk is sent`,
        'Choose a folder on a disk of the machine where the extension runs',
      );
  }
}
