/** All commands without the prefix `importJobs.`, including those that only rows and the status bar use. */
export const commandNames = [
  'addConnection',
  'removeConnection',
  'openConnectionsSetting',
  'signIn',
  'diagnoseConnection',
  'copyReport',
  'copyIamPolicy',
  'openMigrationGuide',
  'showSuccessor',
  'openSettings',
  'openHelp',
  'showAccessibilityHelp',
  'showLog',
  'showSampleAccount',
  'hideSampleAccount',
  'saveSnapshot',
  'openSnapshot',
  'openAsSnapshot',
  'closeSnapshot',
  'openRow',
  'enterRow',
  'openRecentRow',
  'enterRecentRow',
  'returnToRow',
  'refresh',
  'refreshRecent',
  'stopLoading',
  'tryAgain',
  'loadMore',
  'loadAll',
  'filter',
  'changeFilter',
  'clearFilter',
  'findJob',
  'showDetails',
  'openDetails',
  'openDetailsToSide',
  'pinDetails',
  'unpinDetails',
  'openAsJson',
  'copyJobId',
  'copyArn',
  'copyLink',
  'openInConsole',
  'copySourceUrl',
  'copyAsCliCommand',
  'copyRerunCommand',
  'copyAsJson',
  'exportJobs',
  'copySelectedText',
  'openFailedRecords',
  'saveFailedRecords',
  'copyFailedRecordsUrl',
  'openResult',
  'saveResult',
  'copyResultUrl',
  'checkAddress',
  'showRunning',
] as const;

export type CommandName = (typeof commandNames)[number];

/** Commands that run after a click or Enter on any row of a view. */
export type RowCommandName = 'openRow' | 'enterRow' | 'openRecentRow' | 'enterRecentRow';

/**
 * Handlers by command.
 * @param node the row that the command was called on, or the panel's context; unvalidated
 * @param nodes all selected rows, if the row is one of them
 */
export type Handlers<Name extends CommandName = CommandName> = Readonly<
  Record<Name, (node: unknown, nodes: unknown) => unknown>
>;
