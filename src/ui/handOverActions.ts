import * as l10n from '@vscode/l10n';
import { env, type Uri } from 'vscode';
import type { Connection } from '../core/connections/connection';
import { shellOf, type Shell } from '../core/connections/shellQuote';
import { inAccount, type AccessPortal } from '../core/handOver/consoleUrl';
import type { HandOver } from '../core/handOver/handOver';
import { plural } from '../core/text/plural';
import type { JobActions, JobTarget } from './jobActions';
import { showInformation } from './messages';
import { pickOne } from './quickPick';

/** What the AWS files say about the AWS account of a connection. */
interface ConnectionAccounts {
  /** Returns the portal that leads to the account; `undefined` without one. */
  accessPortal(connection: Connection): Promise<AccessPortal | undefined>;
  /** Returns the account's ID, if known. Sends no requests. */
  accountOf(connection: Connection): Promise<string | undefined>;
}

/** Copies ARNs, links and AWS CLI commands of jobs, one line per job, and opens jobs in the AWS console. */
export class HandOverActions {
  readonly #actions: JobActions;
  readonly #handOver: HandOver;
  readonly #accounts: ConnectionAccounts;
  readonly #linkStart: string;

  /** @param extensionId the extension that opens links */
  constructor(actions: JobActions, handOver: HandOver, accounts: ConnectionAccounts, extensionId: string) {
    this.#accounts = accounts;
    this.#actions = actions;
    this.#handOver = handOver;
    // Do not use `env.asExternalUri`: its addresses are meant for callbacks. On the desktop, they name a window of this
    // machine; in a browser, they work only once and for a short time.
    this.#linkStart = `${env.uriScheme}://${extensionId}`;
  }

  copyArns(targets: readonly JobTarget[]): Promise<boolean> {
    return this.#actions.copyFrom(
      targets,
      ({ account, job }) => Promise.resolve(this.#handOver.arnOf(account.connection, job)),
      {
        reading: l10n.t('Reading import jobs'),
        copied: (n, count) => plural(n, l10n.t('ARN copied.'), l10n.t('{0} ARNs copied.', count)),
        none: plural(
          targets.length,
          l10n.t('This import job has no ARN, or its account ID is not known yet.'),
          l10n.t('None of these import jobs has an ARN, or their account IDs are not known yet.'),
        ),
      },
    );
  }

  /** Copies links that open jobs in VS Code. */
  copyLinks(targets: readonly JobTarget[]): Promise<boolean> {
    const reading = new Map<string, Promise<string | undefined>>();
    const accountOf = (connection: Connection) => {
      const known = reading.get(connection.id) ?? this.#accounts.accountOf(connection);
      reading.set(connection.id, known);
      return known;
    };
    let withoutAccount = 0;
    return this.#actions.copyFrom(
      targets,
      async ({ account: { connection }, job }) => {
        const accountId = await accountOf(connection);
        const link = this.#handOver.linkOf(connection, job, accountId);
        withoutAccount += link !== undefined && accountId === undefined ? 1 : 0;
        return link && `${this.#linkStart}${link}`;
      },
      {
        reading: l10n.t('Copying links'),
        copied: (n, count) => plural(n, l10n.t('Link copied.'), l10n.t('{0} links copied.', count)),
        none: plural(
          targets.length,
          l10n.t('There is no link to this import job.'),
          l10n.t('There is no link to any of these import jobs.'),
        ),
        more: () =>
          withoutAccount === 0
            ? []
            : [
                plural(
                  targets.length,
                  l10n.t('It names the region, but not the AWS account, which is not known yet.'),
                  l10n.t('Some name the region, but not the AWS account, which is not known yet.'),
                ),
              ],
      },
    );
  }

  /** Opens a page of the AWS console about a job, in the connection's account if its profile has an access portal. */
  async openInConsole({ account: { connection }, job }: JobTarget): Promise<boolean> {
    const pages = this.#handOver.consolePagesOf(connection, job).map((page) => ({ ...page, description: page.url }));
    if (pages.length === 0) {
      void showInformation(l10n.t('No page of the AWS console is known for this import job.'));
      return false;
    }
    const page =
      pages.length === 1
        ? pages[0]
        : await pickOne(pages, l10n.t('Open in AWS Console'), l10n.t('Select a page of the AWS console'));
    if (page === undefined) {
      return false;
    }
    const url = inAccount(page.url, await this.#accounts.accessPortal(connection));
    // Pass a string, which VS Code leaves unchanged. A Uri would lose the encoding of the destination in its fragment.
    return env.openExternal(url as unknown as Uri);
  }

  /** Copies the commands that get jobs with the AWS CLI, quoted for the shell of the integrated terminal. */
  copyCliCommands(targets: readonly JobTarget[]): Promise<boolean> {
    const shell = shellOf(env.shell);
    return this.#actions.copyFrom(
      targets,
      ({ account, job }) => Promise.resolve(this.#handOver.getCommandOf(account.connection, job, shell)),
      {
        reading: l10n.t('Reading import jobs'),
        copied: (n, count) =>
          plural(
            n,
            l10n.t('AWS CLI command for {0} copied.', shellName(shell)),
            l10n.t('{0} AWS CLI commands for {1} copied.', count, shellName(shell)),
          ),
        none: plural(
          targets.length,
          l10n.t('The AWS CLI cannot get this import job.'),
          l10n.t('The AWS CLI cannot get these import jobs.'),
        ),
      },
    );
  }

  /** Copies the commands that would run imports again, after comments on what they do. Nothing is run. */
  copyRerunCommands(targets: readonly JobTarget[]): Promise<boolean> {
    const shell = shellOf(env.shell);
    const comments = new Set<string>();
    return this.#actions.copyFrom(
      targets,
      async ({ account, job }) => {
        const { connection } = account;
        if (!this.#handOver.offersOf(connection, job).rerunCommand) {
          return undefined;
        }
        const rerun = this.#handOver.rerunOf(connection, job.complete ? job : await account.getJob(job), shell);
        for (const comment of rerun?.comments ?? []) {
          comments.add(comment);
        }
        return rerun?.command;
      },
      {
        reading: l10n.t('Reading import jobs'),
        copied: (n, count) =>
          plural(
            n,
            l10n.t('AWS CLI command for {0} copied. Running it starts a new import.', shellName(shell)),
            l10n.t('{0} AWS CLI commands for {1} copied. Running them starts new imports.', count, shellName(shell)),
          ),
        none: plural(
          targets.length,
          l10n.t('There is no AWS CLI command to run this import again.'),
          l10n.t('There is no AWS CLI command to run these imports again.'),
        ),
        // Each comment once, however many jobs it is about.
        before: () => [...comments],
      },
    );
  }
}

function shellName(shell: Shell): string {
  switch (shell) {
    case 'posix':
      return l10n.t('POSIX shells');
    case 'pwsh':
      return 'PowerShell';
    case 'powershell':
      // eslint-disable-next-line texts/translated -- a name
      return 'Windows PowerShell';
    case 'cmd':
      return 'cmd';
  }
}
