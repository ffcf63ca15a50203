import { clientSettingsOf, sdkConfigOf } from './clientSettings';
import type { EndpointName } from './endpoint';

/** How requests for credentials are sent. @param profile of the connection, whose settings apply */
export async function sourceClientConfig(profile: string | undefined, region: string, service: EndpointName) {
  const named = profile === undefined ? {} : { profile };
  const settings = await clientSettingsOf({ region, ...named }, service);
  return { region, ignoreConfiguredEndpointUrls: true, ...named, ...sdkConfigOf(settings) };
}
