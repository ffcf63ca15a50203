import * as l10n from '@vscode/l10n';
import { Uri, window } from 'vscode';
import type { Connection } from '../../core/connections/connection';
import { failureOf } from '../../core/failures/failure';
import { escapeLinks } from '../escape';
import { accountFor, type AccountNeed } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import type { Log } from '../log';
import { showError, showInformation } from '../messages';
import { withCancel } from '../withCancel';

const need: AccountNeed = {
  title: l10n.t('Diagnose Connection'),
  canServe: ({ connection }) => connection.problem === undefined && connection.kind !== 'copy',
  none: l10n.t('There are no connections to diagnose.'),
};

/** Commands that diagnose a connection and copy the report. */
export function diagnoseCommands(context: CommandContext) {
  return {
    diagnoseConnection: async (node) => {
      const connection = (await accountFor(context, node, need))?.connection;
      const report = connection === undefined ? undefined : await makeReport(context, connection);
      if (connection !== undefined && report !== undefined) {
        await context.reports.show(connection, report);
      }
    },
    copyReport: async (uri) => {
      if (await context.reports.copy(uri instanceof Uri ? uri : undefined)) {
        window.setStatusBarMessage(`$(check) ${l10n.t('Report copied.')}`, 5000);
      } else {
        void showInformation(l10n.t('No diagnosis report is open. Run Diagnose Connection first.'));
      }
    },
  } satisfies Partial<Handlers>;
}

/** Returns a report; `undefined` if cancelled or failed. */
async function makeReport(context: CommandContext, connection: Connection): Promise<string | undefined> {
  if (connection.problem !== undefined) {
    void showInformation(l10n.t('This connection is invalid. Edit it in the settings, then diagnose it.'));
    return undefined;
  }
  if (connection.kind === 'copy') {
    void showInformation(l10n.t('A saved copy is read from a file. There is no connection to diagnose.'));
    return undefined;
  }
  const title = l10n.t('Diagnosing “{0}”', escapeLinks(connection.label));
  return withCancel(title, async (signal, progress) => {
    try {
      return await context.bundles.diagnose(connection, signal, (message) => progress.report({ message }));
    } catch (error) {
      if (!signal.aborted) {
        context.log.failure(`Diagnosing ${connection.label}`, failureOf(error));
        void showFailure(context.log);
      }
      return undefined;
    }
  });
}

async function showFailure(log: Log): Promise<void> {
  const showLog = l10n.t('Show Log');
  if ((await showError(l10n.t('Could not diagnose the connection.'), showLog)) === showLog) {
    log.show();
  }
}
