import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FinishedJob } from '../../core/notifications/finishedJobs';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/**
 * Lets only one of several windows announce a finished job: the first to create a file for it, empty and named by a hash.
 * If no file can be created, every window announces the job, which is better than none.
 */
export class Claims {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #nameOf: (connectionId: string, key: string) => string;
  #cleanedAt = -Infinity;

  /**
   * @param folder shared by all windows; created on first use
   * @param nameOf returns a name for a job that is the same for every connection that shows it
   */
  constructor(folder: string, now: () => number, nameOf: (connectionId: string, key: string) => string) {
    this.#folder = folder;
    this.#now = now;
    this.#nameOf = nameOf;
  }

  /** Returns whether no window has claimed the job before. Uses times too: the sample account has the same ids at each start. */
  async claim({ connectionId, job }: FinishedJob): Promise<boolean> {
    const name = createHash('sha256')
      .update(JSON.stringify([this.#nameOf(connectionId, job.key), job.createdAt, job.status]))
      .digest('hex');
    try {
      await mkdir(this.#folder, { recursive: true });
      await this.#deleteOld();
    } catch {
      return true;
    }
    try {
      await (await open(join(this.#folder, name), 'wx')).close();
      return true;
    } catch (error) {
      return !(error instanceof Error && 'code' in error && error.code === 'EEXIST');
    }
  }

  async #deleteOld(): Promise<void> {
    // At most once an hour, since it reads the whole folder.
    if (this.#now() - this.#cleanedAt < hour) {
      return;
    }
    this.#cleanedAt = this.#now();
    for (const name of await readdir(this.#folder)) {
      const file = join(this.#folder, name);
      // Another window may have deleted it meanwhile.
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
      if (this.#now() - mtimeMs > day) {
        await rm(file, { force: true });
      }
    }
  }
}
