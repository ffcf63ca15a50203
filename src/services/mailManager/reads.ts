import type { ServiceReads } from '../../aws/sdkService';
import { mailManagerSource } from './client';
import { mailManagerProbes } from './probes';

/** The service's SDK code. Has a bundle of its own. */
export const mailManagerReads: ServiceReads = { source: mailManagerSource, probes: mailManagerProbes };
