import type { Accounts } from '../../core/accounts';
import { Disposables } from '../../core/disposable';
import type { Formats } from '../../core/formats';
import type { ImportJob } from '../../core/job';
import { hasFailures, type Ending, type Endings } from '../../core/notices/endings';
import { noticeText, wanted } from '../../core/notices/noticeText';
import { escapeLinks } from '../escape';
import type { JobTarget } from '../jobActions';
import { settings } from '../settings';
import { withErrorMessage } from '../withErrorMessage';
import { showInformation, showWarning } from '../messages';

/** What the buttons of a notice do. */
export interface NoticeActions {
  /** Opens a job; of several, the one that the user picks. */
  readonly openOneOf: (jobs: readonly JobTarget[]) => Promise<void>;
  readonly copyFailedRecordsUrl: (job: JobTarget) => Promise<void>;
}

interface Parts extends NoticeActions {
  readonly endings: Endings;
  readonly accounts: Accounts;
  readonly formats: Formats;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Whether this window is the one to tell of an ending: another may have. */
  readonly claim: (ending: Ending) => Promise<boolean>;
}

const openDetails = 'Open Details';
const copyUrl = 'Copy Failed Records URL';
const never = "Don't Show Again";

/** Tells once when jobs that were watched have ended. */
export class Notices extends Disposables {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    super();
    this.#parts = parts;
    this.add(
      parts.endings.onDidEnd((endings) => {
        void this.#tell(wanted(endings, settings.notifications()));
      }),
    );
  }

  async #tell(endings: readonly Ending[]): Promise<void> {
    const { accounts, claim, formats, now, openOneOf, copyFailedRecordsUrl } = this.#parts;
    const claimed = await Promise.all(endings.map(claim));
    const ours = endings.filter((_, index) => claimed[index]);
    const [first, ...others] = ours.flatMap(({ connectionId, job }): readonly JobTarget[] => {
      const account = accounts.get(connectionId);
      return account === undefined ? [] : [{ account, job }];
    });
    if (first === undefined) {
      return;
    }
    const isBad = ours.some(({ job }) => hasFailures(job));
    const buttons = [openDetails, ...(isBad && others.length === 0 && mayHaveUrl(first.job) ? [copyUrl] : []), never];
    const show = isBad ? showWarning : showInformation;
    const answer = await show(escapeLinks(noticeText(ours, formats, now())), ...buttons);
    // Nobody waits for this, so nobody else would tell that it failed.
    if (answer === openDetails) {
      await withErrorMessage('The import job could not be shown', () => openOneOf([first, ...others]));
    } else if (answer === copyUrl) {
      await withErrorMessage('The URL could not be copied', () => copyFailedRecordsUrl(first));
    } else if (answer === never) {
      await withErrorMessage('Notices could not be turned off', () => settings.turnNotificationsOff(), 'notifications');
    }
  }
}

/** What lists tell of a job leaves it open whether it has one. */
function mayHaveUrl({ complete, failures }: ImportJob): boolean {
  return !complete || failures?.failedRecordsUrl !== undefined;
}
