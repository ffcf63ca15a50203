import { loadSharedConfigFiles } from '@smithy/core/config';
import type { EndpointV2, Provider } from '@smithy/types';
import { lookup } from 'node:dns/promises';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { Probe, ServiceFound } from '../core/diagnosis';
import type { ServiceFailure } from '../core/failure';
import type { ClientOf } from './clients';
import { endpointOf, type EndpointName } from './endpoint';
import { messageOf, networkReasonOf } from './failures';

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
  readonly signal: AbortSignal;
}

const longest = 10_000;

/** Where a service's requests go, who said so, and whether a connection can be made. */
export async function placeOf(clientOf: ClientOf<Place>, options: PlaceOptions): Promise<Omit<ServiceFound, 'name'>> {
  if (options.isMadeUp) {
    return { probes: [] };
  }
  try {
    const set = await endpointOf(options.profile, options.id);
    const url = set === undefined ? await ownEndpoint((await clientOf()).client, options.region) : new URL(set);
    const endpointSetBy = set === undefined ? undefined : await setterOf(set, options);
    const endpoint = `${url.protocol}//${url.host}${url.pathname.replace(/\/$/u, '')}`;
    return { endpoint, endpointSetBy, probes: [await lookUp(url), await shakeHands(url, options.signal)] };
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

async function lookUp({ hostname }: URL): Promise<Probe> {
  const name = 'Name resolution';
  const begun = performance.now();
  try {
    const found = await lookup(hostname.replace(/^\[|\]$/gu, ''), { all: true });
    const addresses = found.map(({ address }) => address).join(', ');
    return { name, result: 'ok', text: addresses, milliseconds: since(begun) };
  } catch (error) {
    return failed(name, begun, error);
  }
}

async function shakeHands({ protocol, hostname, port }: URL, signal: AbortSignal): Promise<Probe> {
  const name = 'TLS';
  if (protocol !== 'https:') {
    return { name, result: 'skipped', text: 'the endpoint is not https' };
  }
  const begun = performance.now();
  const host = hostname.replace(/^\[|\]$/gu, '');
  try {
    const socket = await secured(connect({ host, port: Number(port || 443), servername: hostname.includes(':') ? '' : host }), signal);
    const { issuer, valid_to: until } = socket.getPeerCertificate() as Partial<PeerCertificate>;
    const by = [issuer?.O, issuer?.CN].flat().filter((part) => part !== undefined).join(', ');
    const text = [socket.getProtocol() ?? '', by && `certificate by ${by}`, until && `valid until ${until}`].filter(Boolean).join(', ');
    socket.destroy();
    return { name, result: 'ok', text, milliseconds: since(begun) };
  } catch (error) {
    return failed(name, begun, error);
  }
}

function secured(socket: TLSSocket, signal: AbortSignal): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  socket.once('secureConnect', () => {
    resolve(socket);
  });
  socket.once('error', reject);
  socket.setTimeout(longest, () => {
    socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' }));
  });
  const end = () => {
    socket.destroy(new Error('Given up'));
  };
  signal.addEventListener('abort', end, { once: true });
  socket.once('close', () => {
    signal.removeEventListener('abort', end);
    reject(new Error('The connection was closed'));
  });
  return promise;
}

function failed(name: string, begun: number, error: unknown): Probe {
  const failure: ServiceFailure = { kind: 'network', reason: networkReasonOf(error) ?? 'other', detail: messageOf(error) };
  return { name, result: 'failed', text: '', milliseconds: since(begun), failure };
}

function since(begun: number): number {
  return Math.round(performance.now() - begun);
}
