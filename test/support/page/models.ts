import { describeJob, type DescribeContext } from '../../../src/core/details/describe';
import type { DetailsModel } from '../../../src/core/details/model';
import type { ImportJob } from '../../../src/core/jobs/job';
import { contextFor } from '../../unit/details/jobs';
import { count, time } from '../wire';

/** Returns a job as described to the page, with numbers and times in English. */
export function modelOf(job: ImportJob, more: Partial<DescribeContext> = {}): DetailsModel {
  const serviceLabel = job.service === 'ses' ? 'Amazon SES' : 'Amazon Pinpoint';
  return describeJob(job, contextFor(serviceLabel, { formatTime: time, formatCount: count, ...more }));
}
