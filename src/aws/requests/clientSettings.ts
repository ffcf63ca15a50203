import * as l10n from '@vscode/l10n';
import type { Connection } from '../../core/connections/connection';
import { ServiceError } from '../../core/failures/failure';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import { readAwsFiles, type ProfileSettings } from '../credentials/awsFiles';
import { isOn, profileSetting, rejectSetting, sharedSetting, type AwsSetting } from '../credentials/awsSetting';
import { caBundleOf } from './caBundle';
import { endpointOf } from './endpoint';
import { handlerOf } from './httpHandler';

/** Settings of the AWS files and the environment for the SDK clients of all services. */
interface NetworkSettings {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** Certificates (PEM) to trust instead of this machine's. */
  readonly ca?: string;
}

/** The settings for one service. */
export interface ClientSettings extends NetworkSettings {
  /** Replaces AWS's endpoint. */
  readonly endpoint?: AwsSetting;
}

/**
 * Reads the current settings for a connection's service, by the rules of the AWS CLI.
 * @throws ServiceError `awsSetting`, or `notInRegion` for a service not available in the region
 */
export async function serviceSettingsOf(
  connection: Pick<Connection, 'region' | 'profile'>,
  { endpointName, label, isAvailableIn }: ServiceDescription,
): Promise<ClientSettings> {
  const settings = await clientSettingsOf(connection, endpointName);
  const { region } = connection;
  if (settings.endpoint === undefined && !isAvailableIn(region)) {
    throw new ServiceError({ kind: 'notInRegion', service: label, region });
  }
  return settings;
}

/**
 * Like {@link serviceSettingsOf}, but takes the service's name in `endpoint_url` settings and does not check its
 * availability.
 * @throws ServiceError `awsSetting`
 */
export async function clientSettingsOf(
  { region, profile: name }: Pick<Connection, 'region' | 'profile'>,
  endpointName: string,
): Promise<ClientSettings> {
  const files = await readAwsFiles();
  const profile = files.profile(name);
  checkRegion(region, profile);
  const network = await networkSettings(profile);
  const endpoint = endpointOf(files, profile, endpointName);
  if (endpoint !== undefined) {
    // With a configured endpoint, the AWS CLI ignores FIPS and dual-stack; the SDK would reject the combination.
    return { ...network, endpoint, useFipsEndpoint: false, useDualstackEndpoint: false };
  }
  return network;
}

/** Returns the settings as SDK client configuration. */
export function sdkConfigOf({ endpoint, ca, ...variants }: ClientSettings) {
  return {
    ...variants,
    requestHandler: handlerOf(undefined, ca),
    ...(endpoint === undefined ? {} : { endpoint: endpoint.value }),
  };
}

async function networkSettings(profile: ProfileSettings | undefined): Promise<NetworkSettings> {
  const ca = await caBundleOf(profile);
  return {
    useFipsEndpoint: isOn(sharedSetting(profile, 'use_fips_endpoint', 'AWS_USE_FIPS_ENDPOINT')),
    useDualstackEndpoint: isOn(sharedSetting(profile, 'use_dualstack_endpoint', 'AWS_USE_DUALSTACK_ENDPOINT')),
    ...(ca === undefined ? {} : { ca }),
  };
}

/** Whether botocore accepts a region, which becomes part of a host name. */
export function isRegion(text: string): boolean {
  return /^(?!\d+$)(?!-)[a-z\d-]{1,63}(?<!-)$/iu.test(text);
}

function checkRegion(region: string, profile: ProfileSettings | undefined): void {
  if (isRegion(region)) {
    return;
  }
  const ofProfile = profileSetting(profile, 'region');
  const setting =
    ofProfile?.value === region
      ? ofProfile
      : { value: region, source: l10n.t('setting {0}', 'importJobs.connections') };
  rejectSetting('region', setting);
}
