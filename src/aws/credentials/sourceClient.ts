import { clientSettingsOf, sdkConfigOf } from '../requests/clientSettings';

/**
 * Returns the configuration of clients that request credentials.
 * @param profile the connection's, whose settings apply
 * @param service its name in `endpoint_url` settings
 */
export async function sourceClientConfig(profile: string | undefined, region: string, service: string) {
  const named = profile === undefined ? {} : { profile };
  const settings = await clientSettingsOf({ region, ...named }, service);
  return { region, ignoreConfiguredEndpointUrls: true, ...named, ...sdkConfigOf(settings) };
}
