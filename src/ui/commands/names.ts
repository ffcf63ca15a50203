/** Every command, as it is called after `importJobs.`; those that only rows and the status bar call among them. */
export const commandNames = [
  'addConnection',
  'removeConnection',
  'openConnectionsSetting',
  'signIn',
  'diagnoseConnection',
  'copyIamPolicy',
  'openMigrationGuide',
  'showLog',
  'showSampleAccount',
  'hideSampleAccount',
  'openRow',
  'refresh',
  'tryAgain',
  'loadMore',
  'loadAll',
  'openDetails',
  'openDetailsToSide',
  'pinDetails',
  'unpinDetails',
  'openAsJson',
  'copyJobId',
  'copySourceUrl',
  'copyAsJson',
  'openFailedRecords',
  'saveFailedRecords',
  'copyFailedRecordsUrl',
  'showRunning',
] as const;

export type CommandName = (typeof commandNames)[number];

/**
 * What commands do.
 * @param node the row that it was called on, or the context of the panel; anyone can call it with anything
 * @param nodes all rows selected, where that row is one of them
 */
export type Handlers<Name extends CommandName = CommandName> = Readonly<
  Record<Name, (node: unknown, nodes: unknown) => unknown>
>;
