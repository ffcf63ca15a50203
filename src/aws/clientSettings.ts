import type { Connection } from '../core/connection';
import { ServiceError } from '../core/failure';
import type { ServiceDescription } from '../core/service';
import { readAwsFiles, type ProfileSettings } from './awsFiles';
import { isOn, profileSetting, rejectSetting, sharedSetting, type AwsSetting } from './awsSetting';
import { caBundleOf } from './caBundle';
import { endpointOf } from './endpoint';
import { handlerOf } from './handler';

/** How the SDK's clients of any service are set up by the AWS files and the environment. */
interface NetworkSettings {
  readonly useFipsEndpoint: boolean;
  readonly useDualstackEndpoint: boolean;
  /** Certificates that are trusted in place of this machine's, in PEM. */
  readonly ca?: string;
}

/** The same for one service. */
export interface ClientSettings extends NetworkSettings {
  /** In place of AWS's own. */
  readonly endpoint?: AwsSetting;
}

/**
 * The settings of a connection's service as they are now, by the rules of the AWS CLI.
 * @throws ServiceError `awsSetting`, and `notInRegion` for a service that AWS does not have in the region
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
 * The same for any service, by its name in `endpoint_url` settings, wherever AWS has it.
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
    // The AWS CLI ignores the variants of AWS's own endpoints then; the SDK rejects them.
    return { ...network, endpoint, useFipsEndpoint: false, useDualstackEndpoint: false };
  }
  return network;
}

/** What the SDK's clients take of it. */
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

/** botocore's rule: a region is part of a host's name. */
export function isRegion(text: string): boolean {
  return /^(?!\d+$)(?!-)[a-z\d-]{1,63}(?<!-)$/iu.test(text);
}

function checkRegion(region: string, profile: ProfileSettings | undefined): void {
  if (isRegion(region)) {
    return;
  }
  const ofProfile = profileSetting(profile, 'region');
  const setting =
    ofProfile?.value === region ? ofProfile : { value: region, source: 'the setting importJobs.connections' };
  rejectSetting('region', setting);
}
