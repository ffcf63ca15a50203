import type { OutputService } from '../core/copies/outputCopy';
import { jobInOutput as customerProfiles } from './customerProfiles/output';
import { descriptions, type ShownService } from './index';
import { jobInOutput as mailManager } from './mailManager/output';
import { jobInOutput as pinpoint } from './pinpoint/output';
import { jobInOutput as ses } from './ses/output';

const readers: Readonly<Record<ShownService, OutputService['jobIn']>> = {
  ses,
  mailManager,
  customerProfiles,
  pinpoint,
};

/** The services whose jobs are recognized in the output of the AWS CLI. */
export const outputServices: readonly OutputService[] = descriptions.map(({ id, label, shortLabel }) => ({
  id,
  // As in the Jobs view, where its full name is too long.
  label: id === 'customerProfiles' ? shortLabel : label,
  jobIn: readers[id],
}));
