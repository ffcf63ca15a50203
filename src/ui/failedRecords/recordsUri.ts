import { Uri } from 'vscode';
import { recordsScheme } from './tabFiles';

/** Returns the URI of a file of failed records. @param owner of the records: the same owner has the same file */
export function recordsUri(owner: string, name: string): Uri {
  return Uri.from({ scheme: recordsScheme, path: `/${name}`, query: encodeURIComponent(owner.toWellFormed()) });
}

/** Returns the owner of the records in a file; `undefined` for anything else. */
export function ownerOf(file: unknown): string | undefined {
  return file instanceof Uri && file.scheme === recordsScheme ? decodeURIComponent(file.query) : undefined;
}
