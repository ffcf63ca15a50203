import { connectTo } from '../aws/connect';
import { diagnoseWith, type DiagnoseOptions } from '../aws/diagnosis/diagnose';
import type { ReadingOptions } from '../aws/requests/readingOptions';
import type { Service, ServiceReads } from '../aws/sdkService';
import type { Connection } from '../core/connections/connection';
import { shownServices } from '../core/connections/shownServices';
import type { Transport } from '../core/base/http';
import { lazyReads } from '../aws/lazyReads';
import { lists as customerProfilesLists } from './customerProfiles/lists';
import { descriptions, type ShownService } from './index';
import { lists as mailManagerLists } from './mailManager/lists';
import { pinpointSource } from './pinpoint/client';
import { pinpointProbes } from './pinpoint/probes';
import { sesSource } from './ses/client';
import { sesProbes } from './ses/probes';

export { accessPortal } from '../aws/credentials/accessPortal';
export { accountNamed } from '../aws/credentials/accountNamed';
export { trustedCertificates } from '../aws/requests/caBundle';
export { fingerprint } from '../aws/credentials/fingerprint';
export { profileProblem } from '../aws/credentials/profileChain';
export { readProfiles } from '../aws/credentials/profiles';
export { RateLimits } from '../aws/requests/rateLimits';
export type { ReadingOptions } from '../aws/requests/readingOptions';
export { signInPlan } from '../aws/credentials/signInPlan';
export { diagnosisReport } from '../core/diagnosis/diagnosisReport';

/** The services' SDK code. */
const reads: Readonly<Record<ShownService, ServiceReads>> = {
  ses: { source: sesSource, probes: sesProbes },
  mailManager: lazyReads({
    ...mailManagerLists,
    load: async () => (await import('./mailManager/reads')).mailManagerReads,
  }),
  customerProfiles: lazyReads({
    ...customerProfilesLists,
    load: async () => (await import('./customerProfiles/reads')).customerProfilesReads,
  }),
  pinpoint: { source: pinpointSource, probes: pinpointProbes },
};

const services: readonly Service[] = descriptions.map((description) => ({ description, ...reads[description.id] }));

/** See {@link connectTo}. */
export function connect(connection: Connection, options: ReadingOptions, transport?: Transport) {
  return connectTo(services, connection, options, transport);
}

/** Diagnoses the services that the settings show. See {@link diagnoseWith}. */
export function diagnose(connection: Connection, options: DiagnoseOptions, transport?: Transport) {
  const { ids } = shownServices(
    options.setting('services'),
    descriptions.map(({ id }) => id),
  );
  const shown = services.filter(({ description }) => ids.includes(description.id));
  return diagnoseWith(shown, connection, options, transport);
}
