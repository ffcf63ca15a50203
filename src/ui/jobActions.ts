import * as l10n from '@vscode/l10n';
import { env, window } from 'vscode';
import type { Account } from '../core/connections/account';
import type { Clock } from '../core/base/clock';
import { urlOf, type JobFile } from '../core/failedRecords/jobFile';
import { failureOf } from '../core/failures/failure';
import type { Formats } from '../core/text/formats';
import { plural } from '../core/text/plural';
import { globalKey, type ImportJob } from '../core/jobs/job';
import { linkLife, withoutSecrets } from '../core/text/presignedUrl';
import type { Log } from './log';
import { showInformation, showReadFailure } from './messages';
import { withCancel } from './withCancel';

export interface JobTarget {
  readonly account: Account;
  readonly job: ImportJob;
}

/** Returns a name for a job, unique across connections. */
export function nameOf({ account, job }: JobTarget): string {
  return globalKey(account.connection.id, job.key);
}

interface Dependencies {
  readonly log: Log;
  readonly formats: Formats;
  readonly clock: Clock;
}

export interface ActionResult {
  readonly ok: boolean;
  /** Text to show with the result, such as "Valid until 1:30 PM". */
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
      {
        reading: '',
        copied: (n, count) => plural(n, l10n.t('Job ID copied.'), l10n.t('{0} job IDs copied.', count)),
        none: '',
      },
      this.#dependencies.formats,
    );
  }

  copySourceUrls(targets: readonly JobTarget[]): Promise<boolean> {
    return this.copyFrom(
      targets,
      async ({ account, job }) => (job.complete ? job : await account.getJob(job)).source?.s3Url,
      {
        reading: l10n.t('Reading source URLs'),
        copied: (n, count) => plural(n, l10n.t('Source URL copied.'), l10n.t('{0} source URLs copied.', count)),
        none: plural(
          targets.length,
          l10n.t('This import job has no source URL.'),
          l10n.t('None of these import jobs has a source URL.'),
        ),
      },
    );
  }

  /** Copies jobs as JSON, without the secrets of presigned URLs. */
  copyAsJson(targets: readonly JobTarget[]): Promise<boolean> {
    const indent = targets.length === 1 ? 2 : undefined;
    return this.copyFrom(
      targets,
      async ({ account, job }) =>
        JSON.stringify(withoutSecrets((job.complete ? job : await account.getJob(job)).raw), undefined, indent),
      {
        reading: l10n.t('Reading import jobs'),
        copied: (n, count) => plural(n, l10n.t('JSON copied.'), l10n.t('{0} lines of JSON copied.', count)),
        none: '',
      },
    );
  }

  /** Copies the URLs of the jobs' files. Reads each job again, because its earlier URL may have expired. */
  async copyFileUrls(targets: readonly JobTarget[], file: JobFile): Promise<ActionResult> {
    const { formats, clock } = this.#dependencies;
    const { warning, ...words } = file === 'failedRecords' ? failedRecordsWords(targets) : resultWords(targets);
    const urls: string[] = [];
    const life = () => linkLife(urls, clock.now(), formats);
    const ok = await this.copyFrom(
      targets,
      async ({ account, job }) => {
        const url = urlOf(await account.getJob(job), file);
        urls.push(...[url ?? []].flat());
        return url;
      },
      { ...words, more: () => [...[life() ?? []].flat().map((text) => `${text}.`), warning] },
    );
    return { ok, note: ok ? life() : undefined };
  }

  /** Copies the text of each job, which may take one request per job. */
  async copyFrom(
    targets: readonly JobTarget[],
    textOf: (target: JobTarget) => Promise<string | undefined>,
    words: Words,
  ): Promise<boolean> {
    const lines: string[] = [];
    const failures: unknown[] = [];
    const isWhole = await withCancel(words.reading, async (signal, progress) => {
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
    const isCopied =
      (lines.length > 0 || failures.length === 0) && (await copyLines(lines, words, this.#dependencies.formats));
    if (failures.length > 0) {
      this.#showFailure(failures, targets.length);
    }
    return isCopied;
  }

  #showFailure(failures: readonly unknown[], total: number): void {
    const failure = failureOf(failures[0]);
    this.#dependencies.log.failure('Reading an import job', failure);
    const { count } = this.#dependencies.formats;
    const what =
      total === 1
        ? l10n.t('The import job could not be read')
        : l10n.t('{0} of {1} import jobs could not be read', count(failures.length), count(total));
    void showReadFailure(what, failure);
  }
}

export interface Words {
  /** Title of the progress notification while jobs are read. */
  readonly reading: string;
  /** Returns a sentence about the copied lines. @param count `n`, formatted */
  readonly copied: (n: number, count: string) => string;
  /** Message if there is nothing to copy. */
  readonly none: string;
  /** Further sentences about the copied lines. */
  readonly more?: () => readonly string[];
  /** Lines to copy before those of the jobs. */
  readonly before?: () => readonly string[];
}

type FileWords = Omit<Words, 'more'> & { readonly warning: string };

function failedRecordsWords({ length }: readonly JobTarget[]): FileWords {
  return {
    reading: l10n.t('Reading failed records URLs'),
    copied: (n, count) =>
      plural(n, l10n.t('Failed records URL copied.'), l10n.t('{0} failed records URLs copied.', count)),
    none: plural(
      length,
      l10n.t('This import job has no file of failed records.'),
      l10n.t('None of these import jobs has a file of failed records.'),
    ),
    warning: l10n.t('Anyone with the link can read the failed records.'),
  };
}

function resultWords({ length }: readonly JobTarget[]): FileWords {
  return {
    reading: l10n.t('Reading result URLs'),
    copied: (n, count) => plural(n, l10n.t('Result URL copied.'), l10n.t('{0} result URLs copied.', count)),
    none: plural(length, l10n.t('This job has no result file.'), l10n.t('None of these jobs has a result file.')),
    warning: l10n.t('Anyone with the link can read the result.'),
  };
}

async function copyLines(
  lines: readonly string[],
  { copied, none, more, before }: Words,
  formats: Formats,
): Promise<boolean> {
  if (lines.length === 0) {
    void showInformation(none);
    return false;
  }
  await env.clipboard.writeText([...(before?.() ?? []), ...lines].join('\n'));
  const sentences = [copied(lines.length, formats.count(lines.length)), ...(more?.() ?? [])];
  window.setStatusBarMessage(`$(check) ${sentences.join(' ')}`, 5000);
  return true;
}
