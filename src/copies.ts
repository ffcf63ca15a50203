import type { Disposable } from './core/base/disposable';
import type { Connection } from './core/connections/connection';
import { copySources } from './core/copies/copySource';
import type { Copy } from './core/copies/copyFormat';
import { jobsInOutput, outputCopy } from './core/copies/outputCopy';
import { filesText } from './core/copies/copyText';
import { copyConnection } from './core/copies/openCopies';
import { readFile, type CopyFile } from './core/copies/readCopy';
import { ServiceError, failureOf, type ServiceFailure } from './core/failures/failure';
import type { ImportJob } from './core/jobs/job';
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

/** Result of opening files. */
export interface OpenedCopies {
  readonly connections: readonly Connection[];
  /** Failures of kind `copy`, one for each file that could not be read. */
  readonly failures: readonly ServiceFailure[];
}

/** A file with output of the AWS CLI. */
interface OutputFile {
  readonly uri: string;
  readonly name: string;
  readonly modifiedAt: number | undefined;
  readonly jobs: readonly ImportJob[];
}

/** Reads saved copies and AWS CLI output from files. Has a bundle of its own, with a JSON parser. */
export class Copies implements Disposable {
  readonly #dependencies: Dependencies;
  /** Copies that were opened but not connected yet, by connection. */
  readonly #read = new Map<string, Copy>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * Reads the files that the user opens. Each saved copy becomes a connection; all AWS CLI output together becomes one,
   * because a long list has several pages.
   * @throws what `signal` was aborted with
   */
  async open(uris: readonly string[], { signal, onProgress }: ReadOptions): Promise<OpenedCopies> {
    const connections: Connection[] = [];
    const outputs: OutputFile[] = [];
    const failures: ServiceFailure[] = [];
    for (const [index, uri] of uris.entries()) {
      try {
        const file = await this.#readFile(uri, {
          signal,
          onProgress: (fraction) => onProgress?.((index + fraction) / uris.length),
        });
        if ('copy' in file) {
          connections.push(this.#opened(file.name, [uri], file.copy));
        } else {
          outputs.push(file);
        }
      } catch (error) {
        signal.throwIfAborted();
        failures.push(failureOf(error));
      }
    }
    if (outputs.length > 0) {
      // Sort, so that the same files are the same copy in any order of selection.
      const byName = outputs.sort((a, b) => a.uri.localeCompare(b.uri, undefined, { numeric: true }));
      const files = byName.map(({ uri }) => uri);
      const names = byName.map(({ name }) => name);
      connections.push(this.#opened(filesText(names, this.#dependencies.formatCount), files, mergedCopy(outputs)));
    }
    return { connections, failures };
  }

  /** Returns the services of a copy, reading its files unless they were just read. @throws ServiceError */
  async connect({ id, copy: files }: Connection, signal: AbortSignal): Promise<readonly JobSource[]> {
    const known = this.#read.get(id);
    this.#read.delete(id);
    const copy = known ?? (await this.#readCopy(files?.uris ?? [], signal));
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

  #opened(label: string, uris: readonly string[], copy: Copy): Connection {
    const { region, savedAt } = copy;
    const connection = copyConnection(label, region, { uris, ...(savedAt === undefined ? {} : { savedAt }) });
    this.#read.set(connection.id, copy);
    return connection;
  }

  async #readCopy(uris: readonly string[], signal: AbortSignal): Promise<Copy> {
    const outputs: OutputFile[] = [];
    for (const uri of uris) {
      const file = await this.#readFile(uri, { signal });
      if ('copy' in file) {
        return file.copy;
      }
      outputs.push(file);
    }
    return mergedCopy(outputs);
  }

  async #readFile(
    uri: string,
    { signal, onProgress }: ReadOptions,
  ): Promise<OutputFile | { readonly name: string; readonly copy: Copy }> {
    const file = await this.#open(uri);
    const { name, modifiedAt } = file;
    const content = await readFile(file, signal, onProgress);
    if (content.kind === 'copy') {
      return { name, copy: content.copy };
    }
    const jobs = jobsInOutput(content.documents, outputServices, this.#dependencies.formatCount);
    if (jobs.length === 0) {
      throw new ServiceError({ kind: 'copy', problem: 'noJobs', file: name });
    }
    return { uri, name, modifiedAt, jobs };
  }

  #open(uri: string): Promise<CopyFile> {
    return uri.startsWith('file:') ? openFile(uri) : this.#dependencies.openVirtual(uri);
  }
}

/** Returns the jobs of files as one copy, as of the newest file. */
function mergedCopy(files: readonly OutputFile[]): Copy {
  const byTime = [...files].sort((a, b) => (a.modifiedAt ?? 0) - (b.modifiedAt ?? 0));
  const copy = outputCopy(
    byTime.flatMap(({ jobs }) => jobs),
    outputServices,
  );
  const savedAt = byTime.at(-1)?.modifiedAt;
  return savedAt === undefined ? copy : { ...copy, savedAt };
}
