import type { ServiceReads } from '../../aws/sdkService';
import { customerProfilesSource } from './client';
import { customerProfilesProbes } from './probes';

/** The service's SDK code. Has a bundle of its own. */
export const customerProfilesReads: ServiceReads = {
  source: customerProfilesSource,
  probes: customerProfilesProbes,
};
