import type { Accounts } from '../../core/accounts';
import type { Connection } from '../../core/connection';
import { failureOf } from '../../core/failure';
import { escapeLinks } from '../escape';
import type { DiagnosisReports } from '../diagnosisReports';
import type { Log } from '../log';
import type { JobsView } from '../tree/jobsView';
import { accountFor } from './accountTargets';
import type { Handlers } from './names';
import { showError, showInformation } from '../messages';
import { withCancel } from '../progress';

interface Parts {
  readonly accounts: Accounts;
  readonly view: JobsView;
  readonly log: Log;
  readonly reports: DiagnosisReports;
  /** Checks everything that a connection needs and returns a report in Markdown. Rejects when aborted. */
  readonly diagnose: (connection: Connection, signal: AbortSignal, onStep: (step: string) => void) => Promise<string>;
}

/** The command that diagnoses a connection. */
export function diagnoseCommands(parts: Parts) {
  return {
    diagnoseConnection: async (node) => {
      const connection = (await accountFor(parts, node, 'Diagnose Connection'))?.connection;
      const report = connection === undefined ? undefined : await makeReport(parts, connection);
      if (connection !== undefined && report !== undefined) {
        await parts.reports.show(connection, report);
      }
    },
  } satisfies Partial<Handlers>;
}

/** Returns a report; `undefined` when cancelled or failed. */
async function makeReport(parts: Parts, connection: Connection): Promise<string | undefined> {
  if (connection.problem !== undefined) {
    void showInformation('Correct this connection in the settings first; then it can be diagnosed.');
    return undefined;
  }
  const title = `Diagnosing “${escapeLinks(connection.label)}”`;
  return withCancel(title, async (signal, report) => {
    try {
      return await parts.diagnose(connection, signal, report);
    } catch (error) {
      if (!signal.aborted) {
        parts.log.failure(title, failureOf(error));
        void showError('The connection could not be diagnosed. See the log.');
      }
      return undefined;
    }
  });
}
