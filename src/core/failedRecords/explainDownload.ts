import type { NetworkReason } from '../failure';
import type { DiskReason, KnownFailure } from './downloadFailure';

/** One sentence and one next step, each without a full stop. */
export interface DownloadWords {
  readonly sentence: string;
  readonly next: string;
}

/** A failed download in words. */
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
        'The host of the file sends on to another host, which is not followed',
        'Check the network: a proxy may have answered',
      );
    case 'tooManyRedirects':
      return words('The host of the file sends on again and again', 'Try again later');
    case 'refused':
      return words(
        'A fresh link was refused too, so it is not just an expired one',
        'Check that the clock is right and that the bucket lets you read',
      );
    case 'notFound':
      return words('The file of failed records is no longer there', 'Refresh the import job and try again');
    case 'status':
      return words(`The host of the file answered with HTTP ${failure.status}`, 'Try again in a moment');
    case 'encoding':
      return words(
        'The file is packed in a way that is not understood here',
        'Copy the link and download it with another program',
      );
    case 'damaged':
      return words('The file is packed with gzip and damaged', 'Try again');
    case 'bomb':
      return words(
        'The file unpacks to far more than any list of records, so it was stopped',
        'Ask whoever owns the bucket what it is',
      );
    case 'wrongLength':
      return failure.arrived < failure.announced
        ? words(
            `The file was cut short: ${inBytes(failure.arrived)} of ${inBytes(failure.announced)} arrived`,
            'Try again',
          )
        : words(`More arrived than the ${inBytes(failure.announced)} that were announced`, 'Try again');
    case 'silent':
      return words(
        `The host of the file said nothing for ${failure.seconds} seconds`,
        'Check the network, then try again',
      );
    case 'network':
      return words(...networkWords[failure.reason]);
    case 'disk':
      return words(...diskWords[failure.reason]);
    case 'cancelled':
      return words('Cancelled', 'Try again');
  }
}

/** The same as a message of its own. */
export function downloadMessage(failure: KnownFailure): string {
  const { sentence, next } = explainDownload(failure);
  // That there is no file is no failure.
  const before =
    failure.kind === 'noFile' ? '' : `The failed records could not be ${failure.kind === 'disk' ? 'saved' : 'read'}. `;
  return `${before}${sentence}. ${next}.`;
}

/** "12.3 MB": decimal units, as shops and file managers have them. */
export function inBytes(count: number): string {
  // Three digits, so that 999,950 are no "1000 kB".
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
  reset: ['The connection broke', 'Try again'],
  other: ['The host of the file could not be reached', 'Check the network, then try again'],
};

const diskWords: Readonly<Record<DiskReason, [sentence: string, next: string]>> = {
  full: ['There is no room left on the disk', 'Make room or choose another place'],
  denied: ['The file may not be written there', 'Choose another place'],
  gone: ['The folder is no longer there', 'Choose another place'],
  unavailable: ['The place that was chosen is not available', 'Try again or choose another place'],
  other: ['The file could not be written', 'Choose another place'],
};
