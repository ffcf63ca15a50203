import { booleanSelector, loadConfig, SelectorType } from '@smithy/core/config';

/** A service by the name that `endpoint_url` settings know it by. */
export type EndpointName = 'sesv2' | 'pinpoint' | 'sts';

/**
 * Where a profile sends the requests of a service: the AWS_ENDPOINT_URL variables, then its `services` section, then its
 * `endpoint_url`. `undefined`: to AWS. The SDK looks into the default profile only, whatever profile a client is given.
 */
export async function endpointOf(profile: string, service: EndpointName): Promise<string | undefined> {
  // The SDK keeps these files for the life of the process: read past it, so that an edit is seen.
  const where = { profile, ignoreCache: true };
  const isIgnored = loadConfig<boolean>(
    {
      environmentVariableSelector: (env) =>
        booleanSelector(env, 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS', SelectorType.ENV),
      configFileSelector: (section) => booleanSelector(section, 'ignore_configured_endpoint_urls', SelectorType.CONFIG),
      default: false,
    },
    where,
  );
  const configured = loadConfig<string | undefined>(
    {
      environmentVariableSelector: (env) =>
        first(env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`], env.AWS_ENDPOINT_URL),
      configFileSelector: (section, file) => {
        const services = file?.[`services.${section.services ?? ''}`];
        return first(services?.[`${service}.endpoint_url`], section.endpoint_url);
      },
      default: undefined,
    },
    where,
  );
  return (await isIgnored()) ? undefined : configured();
}

/** The first that says something. */
function first(...values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined && value !== '');
}
