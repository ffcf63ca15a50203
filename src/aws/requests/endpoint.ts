import * as l10n from '@vscode/l10n';
import type { AwsFiles, ProfileSettings } from '../credentials/awsFiles';
import {
  environmentSetting,
  isOn,
  profileSetting,
  rejectSetting,
  sharedSetting,
  type AwsSetting,
} from '../credentials/awsSetting';

/**
 * Returns a profile's endpoint for a service: from the AWS_ENDPOINT_URL variables, its `services` section or its
 * `endpoint_url`; `undefined` for AWS's. The SDK reads only the default profile, regardless of a client's profile.
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
  // Remove a trailing slash, because a request's path begins with one.
  return { ...setting, value: setting.value.replace(/\/$/u, '') };
}

/** Returns the settings of a service in the profile's `services` section. */
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
    : {
        value,
        source: l10n.t('endpoint_url of {0} in the services section {1}', service, name.value),
        file: config.path,
      };
}

const hostLabel = String.raw`(?!-)[a-z\d-]{1,63}(?<!-)`;
/** botocore's pattern, with http and https only: a host consists of labels or is an IPv6 address. */
const endpointPattern = new RegExp(
  String.raw`^https?://(?:[^/?#\\\s]*@)?(?:(?=[^:/?#]{1,255}(?:[:/?#]|$))(?:${hostLabel}\.)*${hostLabel}\.?|\[[\da-f:.%]+\])(?::\d*)?(?:[/?#]|$)`,
  'iu',
);

/** Whether the AWS CLI accepts an endpoint and requests can be sent to it. */
function isEndpoint(url: string): boolean {
  return endpointPattern.test(url) && !/[\t\r\n\\]/u.test(url) && URL.canParse(url);
}
