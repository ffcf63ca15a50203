import { env, window } from 'vscode';
import type { Account } from '../core/connections/account';
import type { Clock } from '../core/base/clock';
import { failureOf } from '../core/failures/failure';
import type { Formats } from '../core/text/formats';
import type { ImportJob } from '../core/jobs/job';
import { linkLife, withoutSecrets } from '../core/text/presignedUrl';
import type { Log } from './log';
import { showInformation, showReadFailure } from './messages';
import { withCancel } from './withCancel';

export interface JobTarget {
  readonly account: Account;
  readonly job: ImportJob;
}

interface Dependencies {
  readonly log: Log;
  readonly formats: Formats;
  readonly clock: Clock;
}

export interface ActionResult {
  readonly ok: boolean;
  /** Text to show with the result: "Valid until 1:30 PM". */
  readonly note?: string | undefined;
}

/**
 * Actions on jobs for rows and the panel. Several jobs are copied as one line each. Each action notifies the user of
 * its result and resolves to whether anything was copied.
 */
export class JobActions {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  copyJobIds(targets: readonly JobTarget[]): Promise<boolean> {
    return copyLines(
      targets.map(({ job }) => job.id),
      { one: 'Job ID', many: 'job IDs', none: '' },
    );
  }

  copySourceUrls(targets: readonly JobTarget[]): Promise<boolean> {
    return this.#copyFrom(
      targets,
      async ({ account, job }) => (job.complete ? job : await account.getJob(job)).source?.s3Url,
      { one: 'Source URL', many: 'source URLs', none: 'The service gives no source URL.' },
    );
  }

  /** Copies jobs as JSON, without the secrets of presigned URLs. */
  copyAsJson(targets: readonly JobTarget[]): Promise<boolean> {
    const indent = targets.length === 1 ? 2 : undefined;
    return this.#copyFrom(
      targets,
      async ({ account, job }) =>
        JSON.stringify(withoutSecrets((job.complete ? job : await account.getJob(job)).raw), undefined, indent),
      { one: 'JSON', many: 'JSON lines', none: '' },
    );
  }

  /** Copies failed-records URLs. Reads each job again, because its earlier URL may have expired. */
  async copyFailedRecordsUrls(targets: readonly JobTarget[]): Promise<ActionResult> {
    const { formats, clock } = this.#dependencies;
    const urls: string[] = [];
    const life = () => linkLife(urls, clock.now(), formats);
    const ok = await this.#copyFrom(
      targets,
      async ({ account, job }) => {
        const url = (await account.getJob(job)).failures?.failedRecordsUrl;
        urls.push(...[url ?? []].flat());
        return url;
      },
      {
        one: 'Failed records URL',
        many: 'failed records URLs',
        none:
          targets.length === 1
            ? 'This import job has no failed-records URL.'
            : 'None of these import jobs has a failed-records URL.',
        more: () => [...[life() ?? []].flat(), 'Anyone with the link can read the failed records'],
      },
    );
    return { ok, note: ok ? life() : undefined };
  }

  /** Copies the text of each job, which may take one request per job. */
  async #copyFrom(
    targets: readonly JobTarget[],
    textOf: (target: JobTarget) => Promise<string | undefined>,
    words: Words,
  ): Promise<boolean> {
    const lines: string[] = [];
    const failures: unknown[] = [];
    const isWhole = await withCancel(`Reading ${words.many}`, async (signal, progress) => {
      for (const target of targets) {
        if (signal.aborted) {
          return false;
        }
        try {
          lines.push(...[(await textOf(target)) ?? []].flat());
        } catch (error) {
          failures.push(error);
        }
        progress.report({ increment: 100 / targets.length });
      }
      return !signal.aborted;
    });
    if (!isWhole) {
      return false;
    }
    const isCopied = (lines.length > 0 || failures.length === 0) && (await copyLines(lines, words));
    if (failures.length > 0) {
      this.#showFailure(failures, targets.length);
    }
    return isCopied;
  }

  #showFailure(failures: readonly unknown[], total: number): void {
    const failure = failureOf(failures[0]);
    this.#dependencies.log.failure('Reading an import job', failure);
    const which = total === 1 ? 'The import job' : `${failures.length} of ${total} import jobs`;
    void showReadFailure(which, failure);
  }
}

interface Words {
  readonly one: string;
  readonly many: string;
  /** Message if there is nothing to copy. */
  readonly none: string;
  /** Further sentences about the copied lines, each without a period. */
  readonly more?: () => readonly string[];
}

async function copyLines(lines: readonly string[], { one, many, none, more }: Words): Promise<boolean> {
  if (lines.length === 0) {
    void showInformation(none);
    return false;
  }
  await env.clipboard.writeText(lines.join('\n'));
  const what = lines.length === 1 ? one : `${lines.length} ${many}`;
  const sentences = [`${what} copied`, ...(more?.() ?? [])].map((sentence) => `${sentence}.`);
  window.setStatusBarMessage(`$(check) ${sentences.join(' ')}`, 5000);
  return true;
}
