import { errorCodeOf } from '../base/errors';
import type { NetworkReason } from '../failures/failure';
import { networkReasonOfCode } from '../failures/networkReason';

/** Why a disk or another file system rejected a file. */
export type DiskReason = 'full' | 'denied' | 'missing' | 'unavailable' | 'other';

/** Failures of a failed-records download. None contains the URL, which is a secret. */
export type DownloadFailure =
  /** The job has no failed-records file. */
  | { readonly kind: 'noFile' }
  /** The service's URL is invalid or has another scheme. */
  | { readonly kind: 'badUrl' }
  /** The URL is http to a host other than this machine. */
  | { readonly kind: 'insecure' }
  /** The host redirects to another host. */
  | { readonly kind: 'otherHost'; readonly isS3: boolean }
  | { readonly kind: 'tooManyRedirects' }
  /** A new URL was rejected as well. */
  | { readonly kind: 'refused'; readonly code?: string }
  | { readonly kind: 'notFound' }
  /** Any other response without the file, with S3's error code if present. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: string }
  | { readonly kind: 'encoding' }
  /** Invalid compressed data. */
  | { readonly kind: 'damaged' }
  /** Decompresses to an implausible size. */
  | { readonly kind: 'bomb' }
  /** Larger than the caller's limit in bytes. */
  | { readonly kind: 'tooLarge'; readonly limit: number }
  /** The number of bytes differs from the announced length. */
  | { readonly kind: 'wrongLength'; readonly announced: number; readonly arrived: number }
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'network'; readonly reason: NetworkReason }
  | { readonly kind: 'disk'; readonly reason: DiskReason }
  | { readonly kind: 'cancelled' };

/** All failures except the one whose text depends on the destination. */
export type KnownFailure = Exclude<DownloadFailure, { readonly kind: 'tooLarge' }>;

/** A failed download. Its message has only the kind and nothing about the file. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  constructor(readonly failure: DownloadFailure) {
    super(failure.kind);
  }
}

/** Converts a connection error of Node by its code, because its message can contain the URL. */
export function networkError(error: unknown): DownloadError {
  return new DownloadError({ kind: 'network', reason: networkReasonOfCode(errorCodeOf(error)) ?? 'other' });
}

/** Converts a Node error while reading a body of announced length, which was too short or too long. */
export function lengthError(error: unknown, announced: number, arrived: number): DownloadError {
  // Surplus bytes make Node's parser throw, possibly before it has passed on earlier bytes.
  const isSurplus = errorCodeOf(error).startsWith('HPE_');
  return new DownloadError({ kind: 'wrongLength', announced, arrived: isSurplus ? announced + 1 : arrived });
}

/** Converts a file error of Node or of a VS Code file system. */
export function diskError(error: unknown): DownloadError {
  const code = errorCodeOf(error);
  return new DownloadError({ kind: 'disk', reason: diskReasons[code] ?? 'other' });
}

const diskReasons: Readonly<Record<string, DiskReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  NoPermissions: 'denied',
  FileNotFound: 'missing',
  FileNotADirectory: 'missing',
  Unavailable: 'unavailable',
};
