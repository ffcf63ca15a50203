import { connectTo } from '../aws/connect';
import { diagnoseWith, type DiagnoseOptions } from '../aws/diagnose';
import type { ReadingOptions } from '../aws/readingOptions';
import type { Service, ServiceReads } from '../aws/service';
import type { Connection } from '../core/connection';
import type { Transport } from '../core/http';
import { descriptions, type ShownService } from './index';
import { pinpointSource } from './pinpoint/client';
import { pinpointProbes } from './pinpoint/probes';
import { sesSource } from './ses/client';
import { sesProbes } from './ses/probes';

export { trustedCertificates } from '../aws/caBundle';
export { fingerprint } from '../aws/fingerprint';
export { profileProblem } from '../aws/profileChain';
export { readProfiles } from '../aws/profiles';
export { RateLimits } from '../aws/rateLimits';
export type { ReadingOptions } from '../aws/readingOptions';
export { signInPlan } from '../aws/signIn';
export { diagnosisReport } from '../core/diagnosisReport';

/** The services' SDK code. */
const reads: Readonly<Record<ShownService, ServiceReads>> = {
  ses: { source: sesSource, probes: sesProbes },
  pinpoint: { source: pinpointSource, probes: pinpointProbes },
};

const services: readonly Service[] = descriptions.map((description) => ({ description, ...reads[description.id] }));

/** See {@link connectTo}. */
export function connect(connection: Connection, options: ReadingOptions, transport?: Transport) {
  return connectTo(services, connection, options, transport);
}

/** See {@link diagnoseWith}. */
export function diagnose(connection: Connection, options: DiagnoseOptions, transport?: Transport) {
  return diagnoseWith(services, connection, options, transport);
}
