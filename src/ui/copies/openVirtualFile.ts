import { FileSystemError, Uri, workspace } from 'vscode';
import type { CopyFile } from '../../core/copies/readCopy';
import { ServiceError } from '../../core/failures/failure';

/** Opens a file of a virtual file system. @throws ServiceError of kind `copy` */
export async function openVirtualFile(uri: string): Promise<CopyFile> {
  const parsed = Uri.parse(uri, true);
  const name = parsed.path.split('/').at(-1) ?? '';
  const failing = (error: unknown) => {
    const isMissing = error instanceof FileSystemError && error.code === 'FileNotFound';
    return new ServiceError({ kind: 'copy', problem: isMissing ? 'missing' : 'unreadable', file: name });
  };
  const { size, mtime: modifiedAt } = await Promise.resolve(workspace.fs.stat(parsed)).catch((error: unknown) => {
    throw failing(error);
  });
  const chunks = async function* () {
    try {
      yield await workspace.fs.readFile(parsed);
    } catch (error) {
      throw failing(error);
    }
  };
  return { name, size, modifiedAt, chunks: chunks() };
}
