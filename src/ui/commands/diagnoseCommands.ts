import type { Connection } from '../../core/connections/connection';
import { failureOf } from '../../core/failures/failure';
import { escapeLinks } from '../escape';
import { accountFor } from './accountTargets';
import type { CommandContext } from './context';
import type { Handlers } from './names';
import { showError, showInformation } from '../messages';
import { withCancel } from '../withCancel';

export function diagnoseCommands(context: CommandContext) {
  return {
    diagnoseConnection: async (node) => {
      const connection = (await accountFor(context, node, 'Diagnose Connection'))?.connection;
      const report = connection === undefined ? undefined : await makeReport(context, connection);
      if (connection !== undefined && report !== undefined) {
        await context.reports.show(connection, report);
      }
    },
  } satisfies Partial<Handlers>;
}

/** Returns a report; `undefined` if cancelled or failed. */
async function makeReport(context: CommandContext, connection: Connection): Promise<string | undefined> {
  if (connection.problem !== undefined) {
    void showInformation('Correct this connection in the settings first; then it can be diagnosed.');
    return undefined;
  }
  const title = `Diagnosing “${escapeLinks(connection.label)}”`;
  return withCancel(title, async (signal, progress) => {
    try {
      return await context.bundles.diagnose(connection, signal, (message) => progress.report({ message }));
    } catch (error) {
      if (!signal.aborted) {
        context.log.failure(title, failureOf(error));
        void showError('The connection could not be diagnosed. See the log.');
      }
      return undefined;
    }
  });
}
