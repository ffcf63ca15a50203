import type { SampleAccountOptions } from '../../src/sample/sampleAccount';
import { applicationsOf } from '../../src/services/pinpoint/sampleNames';
import { createSampleAccount as create } from '../../src/services/sample';

export type SampleAccount = ReturnType<typeof createSampleAccount>;

/** The product's sample account, with its applications and segments: their ids and what is special about them. */
export function createSampleAccount(options: SampleAccountOptions) {
  return { ...create(options), applications: applicationsOf(options.seed ?? 1) };
}
