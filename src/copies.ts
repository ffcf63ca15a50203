import type { Disposable } from './core/base/disposable';
import type { Connection } from './core/connections/connection';
import { copySources } from './core/copies/copySource';
import type { Copy } from './core/copies/copyFormat';
import { outputCopy } from './core/copies/outputCopy';
import { copyConnection } from './core/copies/openCopies';
import { readFile, type CopyFile } from './core/copies/readCopy';
import { ServiceError, failureOf, type ServiceFailure } from './core/failures/failure';
import type { JobSource } from './core/jobs/source';
import { openFile } from './node/openFile';
import { outputServices } from './services/outputs';

interface Dependencies {
  /** Opens a file that is not on this machine's disk. */
  readonly openVirtual: (uri: string) => Promise<CopyFile>;
  readonly formatCount: (count: number) => string;
}

interface ReadOptions {
  readonly signal: AbortSignal;
  /** Receives the fraction read so far, from 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Reads saved copies, and output of the AWS CLI, from files. Has a bundle of its own, with a JSON parser. */
export class Copies implements Disposable {
  readonly #dependencies: Dependencies;
  /** Copies that were read to open them and are not connected yet, by connection. */
  readonly #read = new Map<string, Copy>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Reads a file that the user opens. Resolves to its connection.
   * @throws ServiceError of kind `copy`, or what `signal` was aborted with
   */
  async open(uri: string, options: ReadOptions): Promise<Connection> {
    const { name, copy } = await this.#readCopy([uri], options);
    const { region, savedAt } = copy;
    const connection = copyConnection(name, region, { uris: [uri], ...(savedAt === undefined ? {} : { savedAt }) });
    this.#read.set(connection.id, copy);
    return connection;
  }

  /** Returns the services of a copy, reading its files unless they were just read. @throws ServiceError */
  async connect({ id, copy: files }: Connection, signal: AbortSignal): Promise<readonly JobSource[]> {
    const known = this.#read.get(id);
    this.#read.delete(id);
    const copy = known ?? (await this.#readCopy(files?.uris ?? [], { signal })).copy;
    return copySources(copy, this.#dependencies.formatCount);
  }

  /** Returns why the files of a copy cannot be read; `undefined` if they can be opened. */
  async problem({ copy }: Connection): Promise<ServiceFailure | undefined> {
    try {
      await Promise.all((copy?.uris ?? []).map((uri) => this.#open(uri)));
      return undefined;
    } catch (error) {
      return failureOf(error);
    }
  }

  dispose(): void {
    this.#read.clear();
  }

  async #readCopy(
    [uri = '']: readonly string[],
    { signal, onProgress }: ReadOptions,
  ): Promise<{ readonly name: string; readonly copy: Copy }> {
    const file = await this.#open(uri);
    const content = await readFile(file, signal, onProgress);
    if (content.kind === 'copy') {
      return { name: file.name, copy: content.copy };
    }
    const copy = outputCopy(content.documents, outputServices, this.#dependencies.formatCount);
    if (copy === undefined) {
      throw new ServiceError({ kind: 'copy', problem: 'noJobs', file: file.name });
    }
    const { modifiedAt: savedAt } = file;
    return { name: file.name, copy: savedAt === undefined ? copy : { ...copy, savedAt } };
  }

  #open(uri: string): Promise<CopyFile> {
    return uri.startsWith('file:') ? openFile(uri) : this.#dependencies.openVirtual(uri);
  }
}
