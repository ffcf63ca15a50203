import type { ServiceDescription } from '../core/jobs/serviceDescription';
import { customerProfiles } from './customerProfiles/description';
import { mailManager } from './mailManager/description';
import { pinpoint } from './pinpoint/description';
import { ses } from './ses/description';

/** The services shown, in display order. */
export const descriptions = [
  ses,
  mailManager,
  customerProfiles,
  pinpoint,
] as const satisfies readonly ServiceDescription[];

/** Values of the setting `importJobs.services`, in display order. */
export const names = descriptions.map(({ id }) => id);

export type ShownService = (typeof descriptions)[number]['id'];
