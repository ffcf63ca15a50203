import { loadSharedConfigFiles } from '@smithy/core/config';
import type { EndpointV2, Provider } from '@smithy/types';
import type { ServiceFound } from '../core/diagnosis';
import type { ServiceFailure } from '../core/failure';
import { reachProbes } from './diagnoseReach';
import type { DirectWay } from './directWay';
import { endpointOf, type EndpointName } from './endpoint';
import { messageOf } from './failures';

/** What a client of the SDK knows of where it sends its requests. */
export interface Place {
  readonly config: {
    readonly endpointProvider: (parameters: { Region: string; UseDualStack: boolean; UseFIPS: boolean }) => EndpointV2;
    readonly useDualstackEndpoint: Provider<boolean>;
    readonly useFipsEndpoint: Provider<boolean>;
  };
}

export interface PlaceOptions {
  readonly region: string;
  /** Whose part of the AWS files may set an endpoint. */
  readonly profile: string;
  readonly id: EndpointName;
  readonly isMadeUp: boolean;
  readonly way: DirectWay;
  readonly signal: AbortSignal;
}

/**
 * Where a service's requests go, who said so, and whether a connection can be made.
 * @param clientOf waits for no credentials: they may be what is wrong
 */
export async function placeOf(
  clientOf: () => Promise<Place>,
  options: PlaceOptions,
): Promise<Omit<ServiceFound, 'name'>> {
  if (options.isMadeUp) {
    return { probes: [] };
  }
  try {
    const set = await endpointOf(options.profile, options.id);
    const url = set === undefined ? await ownEndpoint(await clientOf(), options.region) : new URL(set);
    const endpointSetBy = set === undefined ? undefined : await setterOf(set, options);
    const endpoint = `${url.protocol}//${url.host}${url.pathname.replace(/\/$/u, '')}`;
    return { endpoint, endpointSetBy, probes: await reachProbes(url, options.way, options.signal) };
  } catch (error) {
    const failure: ServiceFailure = { kind: 'unexpected', detail: messageOf(error) };
    return { probes: [{ name: 'Endpoint', result: 'failed', text: 'no address to send to', failure }] };
  }
}

async function ownEndpoint({ config }: Place, region: string): Promise<URL> {
  const [UseDualStack, UseFIPS] = await Promise.all([config.useDualstackEndpoint(), config.useFipsEndpoint()]);
  return config.endpointProvider({ Region: region, UseDualStack, UseFIPS }).url;
}

/** Which of the places that may set an endpoint did. */
async function setterOf(endpoint: string, { profile, id }: PlaceOptions): Promise<string> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const section = { ...configFile[profile], ...credentialsFile[profile] };
  const services = `services.${section.services ?? ''}`;
  const variables = [`AWS_ENDPOINT_URL_${id.toUpperCase()}`, 'AWS_ENDPOINT_URL'];
  const variable = variables.find((name) => process.env[name] === endpoint);
  if (variable !== undefined) {
    return `the environment variable ${variable}`;
  }
  return configFile[services]?.[`${id}.endpoint_url`] === endpoint
    ? `the section ${services} of the AWS config file`
    : `endpoint_url of the profile ${profile}`;
}
