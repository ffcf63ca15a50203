import { GetAppsCommand, PinpointClient } from '@aws-sdk/client-pinpoint';
import { ListImportJobsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { loadSharedConfigFiles } from '@smithy/core/config';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../core/connection';
import type { CredentialsFound, Diagnosis, FileFound } from '../core/diagnosis';
import { failureOf } from '../core/failure';
import type { Transport } from '../core/http';
import { callerOf } from './call';
import { Clients, type ClientConfig } from './clients';
import { findCredentials, madeUpCredentials } from './credentials';
import type { GatedService } from './gates';
import type { ReadingOptions } from './readingOptions';
import { directWay, type DirectWay } from './directWay';
import { notAsked, pinpointCallNames, pinpointCalls, sesCallNames, sesCalls } from './diagnoseCalls';
import { placeOf, type PlaceOptions } from './diagnosePlace';
import { besideCalls } from './diagnoseReach';
import { PinpointEnd } from './pinpoint/ended';
import { profileKind } from './profiles';
import { unlessAborted } from './unlessAborted';

export interface DiagnoseOptions extends Pick<ReadingOptions, 'clock' | 'trace' | 'askForMfa' | 'gates'> {
  /** Gives it up: then it rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Takes what is being tried now. */
  readonly onStep: (step: string) => void;
  /** To the hosts of the services; without it, this machine's. */
  readonly way?: DirectWay;
}

/**
 * Tries all that a connection needs, step by step, and says how each went. Reads, and changes nothing. It finds
 * credentials anew, as a new connection would, so that what is wrong now is seen.
 */
export async function diagnose(
  connection: Connection,
  options: DiagnoseOptions,
  transport?: Transport,
): Promise<Diagnosis> {
  const { clock, signal, onStep, trace, askForMfa, gates, way = directWay } = options;
  const { label, region, profile } = connection;
  const isMadeUp = transport !== undefined;
  const ended = new AbortController();
  const search = searchedOnce(() => findCredentials(connection, askForMfa));
  const clients = new Clients(connection, transport, () => search, ended.signal);
  // Those that the connection's own calls go through.
  const gateOf = (service: GatedService) =>
    isMadeUp ? undefined : () => gates.of(service, connection, clients.accountId);
  const [sesGate, pinpointGate] = [gateOf('SES'), gateOf('Pinpoint')];
  const ses = clients.of('sesv2', (config) => new SESv2Client(once(config)));
  const pinpoint = clients.of('pinpoint', (config) => new PinpointClient(once(config)));
  const end = new PinpointEnd(isMadeUp ? undefined : () => clock.now());
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    onStep(what);
    return unlessAborted(work(), signal);
  };
  try {
    const files = isMadeUp ? [] : await step('AWS files', () => findFiles(profile ?? defaultProfile()));
    const credentials = await step('Credentials', () =>
      describeCredentials(profile, isMadeUp ? madeUp : search, isMadeUp),
    );
    const hasCredentials = credentials.failure === undefined;
    const place = async (name: string, options: Pick<PlaceOptions, 'service' | 'send'>) =>
      isMadeUp
        ? { endpoint: '', probes: [] }
        : step(`${name}: endpoint`, () => placeOf(connection, { ...options, way, signal }));
    const sesPlace = await place('Amazon SES', {
      service: 'sesv2',
      send: (config) => new SESv2Client(config).send(new ListImportJobsCommand({})),
    });
    const sesProbes = await step('Amazon SES: calls', () =>
      hasCredentials && sesPlace.endpoint !== undefined
        ? sesCalls(callerOf('ses', ses.lease, trace, sesGate), signal)
        : notAsked(sesCallNames, hasCredentials),
    );
    const pinpointPlace = await place('Amazon Pinpoint', {
      service: 'pinpoint',
      send: (config) => new PinpointClient(config).send(new GetAppsCommand({})),
    });
    const call = end.watch(callerOf('mobiletargeting', pinpoint.lease, trace, pinpointGate));
    const pinpointProbes = await step('Amazon Pinpoint: calls', () =>
      hasCredentials && pinpointPlace.endpoint !== undefined
        ? pinpointCalls(call, end, signal)
        : notAsked(pinpointCallNames, hasCredentials),
    );
    return {
      ...{ label, region, profile, at: clock.now(), isMadeUp, files, credentials, proxyVariables: proxyVariables() },
      services: [
        {
          name: 'Amazon SES',
          ...sesPlace,
          probes: [...besideCalls(sesPlace.probes, sesProbes), ...sesProbes],
          gate: sesGate?.().state,
        },
        {
          ...{ name: 'Amazon Pinpoint', ...pinpointPlace, gate: pinpointGate?.().state },
          probes: [...besideCalls(pinpointPlace.probes, pinpointProbes), ...pinpointProbes],
        },
      ],
    };
  } finally {
    ended.abort();
  }
}

/** A failure is to be seen at once, not after attempts. */
function once(config: ClientConfig): ClientConfig & { readonly maxAttempts: number } {
  return { ...config, maxAttempts: 1 };
}

/** One search is enough, however it ends and whoever refuses what it found: it may ask for a code or run a process. */
function searchedOnce(search: Provider<AwsCredentialIdentity>): Provider<AwsCredentialIdentity> {
  let outcome: Promise<AwsCredentialIdentity> | undefined;
  return () => (outcome ??= search());
}

const madeUp: Provider<AwsCredentialIdentity> = () => Promise.resolve(madeUpCredentials);

function defaultProfile(): string {
  const { AWS_PROFILE: name = '' } = process.env;
  return name === '' ? 'default' : name;
}

async function findFiles(profile: string): Promise<readonly FileFound[]> {
  const texts = await loadSharedConfigFiles({ ignoreCache: true });
  const found = (name: FileFound['name'], variable: string, sections: Readonly<Record<string, unknown>>): FileFound => {
    const set = process.env[variable] ?? '';
    return {
      name,
      path: set === '' ? join(homedir(), '.aws', name) : set,
      ...(set === '' ? {} : { variable }),
      state: Object.hasOwn(sections, profile)
        ? 'hasProfile'
        : Object.keys(sections).length > 0
          ? 'lacksProfile'
          : 'empty',
    };
  };
  return [
    found('config', 'AWS_CONFIG_FILE', texts.configFile),
    found('credentials', 'AWS_SHARED_CREDENTIALS_FILE', texts.credentialsFile),
  ];
}

async function describeCredentials(
  profile: string | undefined,
  search: Provider<AwsCredentialIdentity>,
  isMadeUp: boolean,
): Promise<CredentialsFound> {
  const begun = performance.now();
  const kind = profile === undefined || isMadeUp ? undefined : await kindOf(profile);
  const milliseconds = () => Math.round(performance.now() - begun);
  try {
    const identity: object & AwsCredentialIdentity = await search();
    const { sessionToken, expiration, accountId } = identity;
    const source = '$source' in identity && typeof identity.$source === 'object' ? (identity.$source ?? {}) : {};
    return {
      ...{ kind, providers: Object.keys(source), isTemporary: sessionToken !== undefined, accountId },
      ...{ expiresAt: expiration?.getTime(), milliseconds: milliseconds() },
    };
  } catch (error) {
    return { kind, providers: [], isTemporary: false, milliseconds: milliseconds(), failure: failureOf(error) };
  }
}

async function kindOf(profile: string): Promise<CredentialsFound['kind']> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  return profileKind({ ...configFile[profile], ...credentialsFile[profile] });
}

function proxyVariables(): readonly string[] {
  return Object.keys(process.env).filter((name) => /^(https?|all|no)_proxy$/iu.test(name) && process.env[name] !== '');
}
