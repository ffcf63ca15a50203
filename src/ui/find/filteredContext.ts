import { commands } from 'vscode';

/** Offers the commands that change or clear the filter, for `when` clauses. The key outlives the extension host. */
export function setFiltered(isFiltered: boolean): Thenable<unknown> {
  return commands.executeCommand('setContext', 'importJobs.filtered', isFiltered);
}
