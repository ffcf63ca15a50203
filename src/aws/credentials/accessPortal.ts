import { ServiceError } from '../../core/failures/failure';
import type { Connection } from '../../core/connections/connection';
import type { AccessPortal } from '../../core/handOver/consoleUrl';
import { hasEnvironmentIdentity, hasEnvironmentKeys, readChain } from './profileChain';
import { ssoSettings } from './ssoCredentials';

/**
 * Returns the access portal that leads to a connection's account; `undefined` without one. A role that is assumed with
 * such a profile may be in another account, which the portal does not know.
 */
export async function accessPortal({ kind, profile }: Connection): Promise<AccessPortal | undefined> {
  if (kind !== 'aws' || (profile === undefined && hasEnvironmentKeys())) {
    return undefined;
  }
  const { files, links } = await readChain(profile);
  const [first] = links;
  if (first?.kind !== 'sso' || hasEnvironmentIdentity(profile, links)) {
    return undefined;
  }
  try {
    return ssoSettings(first.profile, files);
  } catch (error) {
    if (error instanceof ServiceError) {
      // The connection's row reports the invalid setting.
      return undefined;
    }
    throw error;
  }
}
