import type { AwsFiles, ProfileSettings } from './awsFiles';
import { environmentSetting, isOn, profileSetting, rejectSetting, sharedSetting, type AwsSetting } from './awsSetting';

/**
 * Where a profile sends the requests of a service: the AWS_ENDPOINT_URL variables, then its `services` section, then its
 * `endpoint_url`. `undefined`: to AWS. The SDK reads the default profile only, whatever profile a client is given.
 * @param service its name in `endpoint_url` settings, `sso_oidc`
 * @throws ServiceError `awsSetting` for an endpoint that the AWS CLI would reject
 */
export function endpointOf(
  files: AwsFiles,
  profile: ProfileSettings | undefined,
  service: string,
): AwsSetting | undefined {
  if (isOn(sharedSetting(profile, 'ignore_configured_endpoint_urls', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'))) {
    return undefined;
  }
  const setting =
    environmentSetting(`AWS_ENDPOINT_URL_${service.toUpperCase()}`) ??
    environmentSetting('AWS_ENDPOINT_URL') ??
    servicesSetting(files, profile, service) ??
    profileSetting(profile, 'endpoint_url');
  if (setting === undefined) {
    return undefined;
  }
  if (!isEndpoint(setting.value)) {
    rejectSetting('endpoint', setting);
  }
  // The path of a request begins with a slash.
  return { ...setting, value: setting.value.replace(/\/$/u, '') };
}

/** What the profile's `services` section says about a service. */
function servicesSetting(
  { services, config }: AwsFiles,
  profile: ProfileSettings | undefined,
  service: string,
): AwsSetting | undefined {
  const name = profileSetting(profile, 'services');
  if (name === undefined) {
    return undefined;
  }
  const section = services.get(name.value);
  if (section === undefined) {
    rejectSetting('services', name);
  }
  const block = section.get(service);
  const value = (typeof block === 'object' ? block.get('endpoint_url') : undefined) ?? '';
  return value === ''
    ? undefined
    : { value, source: `endpoint_url of ${service} in the services section ${name.value}`, file: config.path };
}

const hostLabel = String.raw`(?!-)[a-z\d-]{1,63}(?<!-)`;
/** As botocore has it, but for its schemes: a host is made of labels, or is an IPv6 address. */
const endpointPattern = new RegExp(
  String.raw`^https?://(?:[^/?#\\\s]*@)?(?:(?=[^:/?#]{1,255}(?:[:/?#]|$))(?:${hostLabel}\.)*${hostLabel}\.?|\[[\da-f:.%]+\])(?::\d*)?(?:[/?#]|$)`,
  'iu',
);

/** Whether the AWS CLI takes it for an endpoint, and a request can be sent there. */
function isEndpoint(url: string): boolean {
  return endpointPattern.test(url) && !/[\t\r\n\\]/u.test(url) && URL.canParse(url);
}
