import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCodeOf } from '../../core/base/errors';
import type { FinishedJob } from '../../core/notifications/finishedJobs';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/**
 * Lets only one window announce a finished job: the first to create an empty file named by a hash of the job. If no
 * file can be created, every window announces the job, which is better than no announcement.
 */
export class Claims {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #nameOf: (connectionId: string, key: string) => string;
  #cleanedAt = -Infinity;

  /**
   * @param folder shared by all windows; created on first use
   * @param nameOf returns a name for a job, the same for all connections that have the job
   */
  constructor(folder: string, now: () => number, nameOf: (connectionId: string, key: string) => string) {
    this.#folder = folder;
    this.#now = now;
    this.#nameOf = nameOf;
  }

  /**
   * Resolves to whether no window has claimed the job before. The hash includes times, because the sample account has
   * the same ids at each start.
   */
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
      return errorCodeOf(error) !== 'EEXIST';
    }
  }

  async #deleteOld(): Promise<void> {
    // Clean up at most once an hour, because that reads the whole folder.
    if (this.#now() - this.#cleanedAt < hour) {
      return;
    }
    this.#cleanedAt = this.#now();
    for (const name of await readdir(this.#folder)) {
      const file = join(this.#folder, name);
      // Another window may have deleted the file in the meantime.
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
      if (this.#now() - mtimeMs > day) {
        await rm(file, { force: true });
      }
    }
  }
}
