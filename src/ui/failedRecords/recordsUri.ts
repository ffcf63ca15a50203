import { Uri } from 'vscode';
import { recordsScheme } from './tabFiles';

/** Returns the URI of a failed-records file. @param owner whose records these are; the same owner gets the same file */
export function recordsUri(owner: string, name: string): Uri {
  return Uri.from({ scheme: recordsScheme, path: `/${name}`, query: encodeURIComponent(owner.toWellFormed()) });
}

/** Returns whose records a file contains; `undefined` for any other file. */
export function ownerOf(file: unknown): string | undefined {
  return file instanceof Uri && file.scheme === recordsScheme ? decodeURIComponent(file.query) : undefined;
}
