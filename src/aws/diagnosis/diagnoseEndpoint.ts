import * as l10n from '@vscode/l10n';
import type { Connection } from '../../core/connections/connection';
import type { Probe, ServiceFound } from '../../core/diagnosis/diagnosis';
import { explain } from '../../core/failures/explain';
import { failureOf } from '../../core/failures/failure';
import type { Transport } from '../../core/base/http';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import type { ClientConfig } from '../requests/clients';
import { serviceSettingsOf, type ClientSettings } from '../requests/clientSettings';
import { sampleCredentials } from '../credentials/credentials';
import { reachProbes } from './diagnoseReach';
import type { DirectConnection } from './directConnection';
import { handlerOf } from '../requests/httpHandler';
import { singleAttempt } from '../requests/retries';

interface EndpointOptions {
  readonly service: ServiceDescription;
  /** Sends some request to the service with a client of this configuration. */
  readonly send: (config: ClientConfig) => Promise<unknown>;
  readonly direct: DirectConnection;
  readonly signal: AbortSignal;
}

/** Finds a service's endpoint, the setting that configures it, and whether it can be reached. Needs no credentials. */
export async function probeEndpoint(
  connection: Connection,
  { service, send, direct, signal }: EndpointOptions,
): Promise<Omit<ServiceFound, 'name'>> {
  try {
    const settings = await serviceSettingsOf(connection, service);
    const { endpoint: set, ca } = settings;
    const url = set === undefined ? await awsEndpoint(connection, settings, send) : new URL(set.value);
    const endpoint = `${url.protocol}//${url.host}${url.pathname.replace(/\/$/u, '')}`;
    return { endpoint, endpointSetBy: set?.source, probes: await reachProbes(url, direct, signal, ca) };
  } catch (error) {
    const failure = failureOf(error);
    const probe: Probe =
      failure.kind === 'notInRegion'
        ? { name: l10n.t('Endpoint'), result: 'skipped', text: explain(failure).sentence }
        : { name: l10n.t('Endpoint'), result: 'failed', text: '', failure };
    return { probes: [probe] };
  }
}

/** Returns the SDK's endpoint for AWS, from a request that is intercepted before it is sent. */
async function awsEndpoint(
  { region }: Connection,
  { useFipsEndpoint, useDualstackEndpoint }: ClientSettings,
  send: EndpointOptions['send'],
): Promise<URL> {
  let host = '';
  const transport: Transport = ({ headers }) => {
    ({ host = '' } = headers);
    return Promise.resolve({ status: 200, headers: {}, body: '{}' });
  };
  await send({
    region,
    useFipsEndpoint,
    useDualstackEndpoint,
    ignoreConfiguredEndpointUrls: true,
    credentials: sampleCredentials,
    requestHandler: handlerOf(transport),
    retryStrategy: singleAttempt,
  });
  return new URL(`https://${host}`);
}
