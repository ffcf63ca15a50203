import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Ending } from '../../core/notices/endings';

const hour = 60 * 60 * 1000;
const day = 24 * hour;

/**
 * Lets one of several windows tell of an ending: the first to make a file for it. A file's name is a hash, its content
 * nothing. Where no file can be made every window tells, which is better than none.
 */
export class Claims {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #nameOf: (connectionId: string, key: string) => string;
  #tidiedAt = -Infinity;

  /**
   * @param folder one that all windows share; it is made when it is first needed
   * @param nameOf what a job is called whichever connection shows it, by that connection's id and the job's key
   */
  constructor(folder: string, now: () => number, nameOf: (connectionId: string, key: string) => string) {
    this.#folder = folder;
    this.#now = now;
    this.#nameOf = nameOf;
  }

  /** Whether nobody has claimed this ending before. A made-up account has the same ids at each start, but not the same times. */
  async claim({ connectionId, job }: Ending): Promise<boolean> {
    const name = createHash('sha256')
      .update(JSON.stringify([this.#nameOf(connectionId, job.key), job.createdAt, job.status]))
      .digest('hex');
    try {
      await mkdir(this.#folder, { recursive: true });
      await this.#forgetOld();
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

  async #forgetOld(): Promise<void> {
    // Not for each of many that end together: it reads the whole folder.
    if (this.#now() - this.#tidiedAt < hour) {
      return;
    }
    this.#tidiedAt = this.#now();
    for (const name of await readdir(this.#folder)) {
      const file = join(this.#folder, name);
      // Another window may have taken it away meanwhile.
      const { mtimeMs } = await stat(file).catch(() => ({ mtimeMs: Infinity }));
      if (this.#now() - mtimeMs > day) {
        await rm(file, { force: true });
      }
    }
  }
}
