import type { NetworkReason } from '../failure';
import { networkReasonOfCode } from '../networkReason';

/** Why a disk, or another place for files, did not take one. */
export type DiskReason = 'full' | 'denied' | 'gone' | 'unavailable' | 'other';

/** All that can go wrong on the way of a file of failed records. No case carries its URL: that is a secret. */
export type DownloadFailure =
  /** The service names no file. */
  | { readonly kind: 'noFile' }
  /** What the service gave as its URL is none, or one of another kind. */
  | { readonly kind: 'badUrl' }
  /** The URL is not https, and its host is not this machine. */
  | { readonly kind: 'insecure' }
  /** The host redirects to another one. */
  | { readonly kind: 'otherHost'; readonly isS3: boolean }
  | { readonly kind: 'tooManyRedirects' }
  /** A fresh URL was refused like the one before. */
  | { readonly kind: 'refused'; readonly code?: string }
  | { readonly kind: 'notFound' }
  /** Any other response that is not the file; with S3's own code where it has one. */
  | { readonly kind: 'status'; readonly status: number; readonly code?: string }
  /** Compressed in a way that is not supported. */
  | { readonly kind: 'encoding' }
  /** Compressed, and damaged. */
  | { readonly kind: 'damaged' }
  /** Decompresses to an implausible size. */
  | { readonly kind: 'bomb' }
  /** More than the caller has room for, in bytes. */
  | { readonly kind: 'tooLarge'; readonly limit: number }
  /** Other than announced, in bytes. */
  | { readonly kind: 'wrongLength'; readonly announced: number; readonly arrived: number }
  | { readonly kind: 'silent'; readonly seconds: number }
  | { readonly kind: 'network'; readonly reason: NetworkReason }
  | { readonly kind: 'disk'; readonly reason: DiskReason }
  | { readonly kind: 'cancelled' };

/** All but the one whose words depend on where the file should go. */
export type KnownFailure = Exclude<DownloadFailure, { readonly kind: 'tooLarge' }>;

/** What a download throws. Its message names the kind and nothing of the file. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';

  constructor(readonly failure: DownloadFailure) {
    super(failure.kind);
  }
}

/** What Node threw from a connection. Only its code is looked at: its message can name what was asked for. */
export function networkError(error: unknown): DownloadError {
  return new DownloadError({ kind: 'network', reason: networkReasonOfCode(codeOf(error)) ?? 'other' });
}

/** What Node threw from a body whose length was announced: it broke off, or more came than belongs to it. */
export function lengthError(error: unknown, announced: number, arrived: number): DownloadError {
  // Node's parser throws then, perhaps before it has handed on what came before.
  const isSurplus = codeOf(error).startsWith('HPE_');
  return new DownloadError({ kind: 'wrongLength', announced, arrived: isSurplus ? announced + 1 : arrived });
}

/** What Node, or a file system of VS Code, threw from a file. */
export function diskError(error: unknown): DownloadError {
  const code = codeOf(error);
  return new DownloadError({ kind: 'disk', reason: diskReasons[code] ?? 'other' });
}

const diskReasons: Readonly<Record<string, DiskReason>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  EFBIG: 'full',
  EACCES: 'denied',
  EPERM: 'denied',
  EROFS: 'denied',
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  NoPermissions: 'denied',
  FileNotFound: 'gone',
  FileNotADirectory: 'gone',
  Unavailable: 'unavailable',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
