import { GetAppsCommand, PinpointClient } from '@aws-sdk/client-pinpoint';
import { ListImportJobsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import type { Connection } from '../core/connection';
import type { CredentialsFound, Diagnosis, FileFound } from '../core/diagnosis';
import { failureOf } from '../core/failure';
import type { Transport } from '../core/http';
import { defaultProfile, readAwsFiles, type AwsFile } from './awsFiles';
import { callerOf } from './call';
import { Clients, type ClientConfig } from './clients';
import { findCredentials, madeUpCredentials } from './credentials';
import { credentialsOrigin } from './credentialsOrigin';
import type { LimitedService } from './rateLimits';
import type { ReadingOptions } from './readingOptions';
import { directWay, type DirectWay } from './directWay';
import { notAsked, pinpointCallNames, pinpointCalls, sesCallNames, sesCalls } from './diagnoseCalls';
import { placeOf, type PlaceOptions } from './diagnosePlace';
import { besideCalls } from './diagnoseReach';
import { PinpointEnd } from '../services/pinpoint/ended';
import { profileKind } from './profileKind';
import { unlessAborted } from './unlessAborted';

export interface DiagnoseOptions extends Pick<ReadingOptions, 'clock' | 'trace' | 'askForMfa' | 'rateLimits'> {
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
  const { clock, signal, onStep, trace, askForMfa, rateLimits, way = directWay } = options;
  const { label, region, profile } = connection;
  const isMadeUp = transport !== undefined;
  const ended = new AbortController();
  const search = searchedOnce(() => findCredentials(connection, askForMfa));
  const clients = new Clients(connection, transport, () => search, ended.signal);
  // Those that the connection's own calls go through.
  const limiterOf = (service: LimitedService) =>
    isMadeUp ? undefined : () => rateLimits.of(service, connection, clients.accountId);
  const [sesLimiter, pinpointLimiter] = [limiterOf('SES'), limiterOf('Pinpoint')];
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
        ? sesCalls(callerOf('ses', ses.lease, trace, sesLimiter), signal)
        : notAsked(sesCallNames, hasCredentials),
    );
    const pinpointPlace = await place('Amazon Pinpoint', {
      service: 'pinpoint',
      send: (config) => new PinpointClient(config).send(new GetAppsCommand({})),
    });
    const call = end.watch(callerOf('mobiletargeting', pinpoint.lease, trace, pinpointLimiter));
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
          rateLimit: sesLimiter?.().state,
        },
        {
          ...{ name: 'Amazon Pinpoint', ...pinpointPlace, rateLimit: pinpointLimiter?.().state },
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

/** What each of the AWS files has for a profile. */
async function findFiles(name: string): Promise<readonly FileFound[]> {
  const files = await readAwsFiles();
  const profile = files.profile(name);
  const stateOf = (file: AwsFile): FileFound['state'] => {
    if (file.state !== 'read') {
      return file.state === 'missing' ? 'missing' : 'unreadable';
    }
    return profile?.in(file.name) === undefined ? 'lacksProfile' : 'hasProfile';
  };
  return [files.config, files.credentials].map((file) => ({
    name: file.name,
    path: file.path,
    state: stateOf(file),
    ...(file.variable === undefined ? {} : { variable: file.variable }),
    ...(file.problem === undefined ? {} : { problem: file.problem }),
  }));
}

async function describeCredentials(
  profile: string | undefined,
  search: Provider<AwsCredentialIdentity>,
  isMadeUp: boolean,
): Promise<CredentialsFound> {
  const begun = performance.now();
  const settings = profile === undefined || isMadeUp ? undefined : (await readAwsFiles()).profile(profile);
  const kind = settings === undefined ? undefined : profileKind(settings);
  const origin = isMadeUp ? undefined : await credentialsOrigin(profile);
  const milliseconds = () => Math.round(performance.now() - begun);
  try {
    const { sessionToken, expiration, accountId } = await search();
    return {
      ...{ kind, origin, isTemporary: sessionToken !== undefined, accountId },
      ...{ expiresAt: expiration?.getTime(), milliseconds: milliseconds() },
    };
  } catch (error) {
    return { kind, origin, isTemporary: false, milliseconds: milliseconds(), failure: failureOf(error) };
  }
}

function proxyVariables(): readonly string[] {
  return Object.keys(process.env).filter((name) => /^(https?|all|no)_proxy$/iu.test(name) && process.env[name] !== '');
}
