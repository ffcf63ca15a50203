import * as l10n from '@vscode/l10n';
import { mayHaveFailedRecords, mayHaveResult } from '../../core/failedRecords/jobFile';
import type { Connection } from '../../core/connections/connection';
import type { Offers } from '../../core/handOver/handOver';
import { mayHaveSourceUrl, type ImportJob } from '../../core/jobs/job';
import type { CommandName } from './names';

/** What a command requires of a job. */
interface JobNeed {
  /** Title of the command and of its quick pick. */
  readonly title: string;
  /** Whether the command may apply to a job. Unknown details count in its favor. */
  readonly canServe: (job: ImportJob, connection: Connection, offers: Offers) => boolean;
  /** Message if the command can serve none of the loaded jobs. */
  readonly none: string;
}

const noJobs = l10n.t('No import jobs are loaded yet. Open a list in the Import Jobs view first.');
const any = { canServe: () => true, none: noJobs };
const source = { canServe: mayHaveSourceUrl, none: l10n.t('None of the loaded import jobs has a source URL.') };
const records = {
  // Saved copies have no links.
  canServe: (job: ImportJob, { kind }: Connection) => kind !== 'copy' && mayHaveFailedRecords(job),
  none: l10n.t('None of the loaded import jobs has a file of failed records.'),
};
const result = {
  canServe: (job: ImportJob, { kind }: Connection) => kind !== 'copy' && mayHaveResult(job),
  none: l10n.t('None of the loaded jobs has a result file.'),
};

const arn = {
  canServe: (_: ImportJob, __: Connection, offers: Offers) => offers.arn,
  none: l10n.t('None of the loaded import jobs has an ARN in an account whose ID is known.'),
};
const link = {
  canServe: (_: ImportJob, __: Connection, offers: Offers) => offers.link,
  none: l10n.t('There is no link to any of the loaded import jobs.'),
};
const cliCommand = {
  canServe: (_: ImportJob, __: Connection, offers: Offers) => offers.cliCommand,
  none: l10n.t('The AWS CLI can get none of the loaded import jobs: they are sample data, or their region is unknown.'),
};
const consolePage = {
  canServe: (_: ImportJob, __: Connection, offers: Offers) => offers.console,
  none: l10n.t('No page of the AWS console is known for any of the loaded import jobs.'),
};
const rerunCommand = {
  canServe: (_: ImportJob, __: Connection, offers: Offers) => offers.rerunCommand,
  none: l10n.t('There is no AWS CLI command to run any of the loaded imports again.'),
};

export const jobNeeds = {
  openDetails: { ...any, title: l10n.t('Open Details') },
  openDetailsToSide: { ...any, title: l10n.t('Open Details to the Side') },
  openAsJson: { ...any, title: l10n.t('Open as JSON') },
  copyJobId: { ...any, title: l10n.t('Copy Job ID') },
  openInConsole: { ...consolePage, title: l10n.t('Open in AWS Console') },
  copyArn: { ...arn, title: l10n.t('Copy ARN') },
  copyLink: { ...link, title: l10n.t('Copy Link') },
  copyAsCliCommand: { ...cliCommand, title: l10n.t('Copy as AWS CLI Command') },
  copyRerunCommand: { ...rerunCommand, title: l10n.t('Copy AWS CLI Command to Run Again') },
  copyAsJson: { ...any, title: l10n.t('Copy as JSON') },
  copySourceUrl: { ...source, title: l10n.t('Copy Source S3 URL') },
  openFailedRecords: { ...records, title: l10n.t('Open Failed Records') },
  saveFailedRecords: { ...records, title: l10n.t('Save Failed Records As…') },
  copyFailedRecordsUrl: { ...records, title: l10n.t('Copy Failed Records URL') },
  openResult: { ...result, title: l10n.t('Open Result') },
  saveResult: { ...result, title: l10n.t('Save Result As…') },
  copyResultUrl: { ...result, title: l10n.t('Copy Result URL') },
} as const satisfies Partial<Record<CommandName, JobNeed>>;

export type JobCommandName = keyof typeof jobNeeds;

/** Returns the message if a command can serve none of the loaded jobs. */
export function noneText(command: JobCommandName, loaded: number): string {
  return loaded === 0 ? noJobs : jobNeeds[command].none;
}
