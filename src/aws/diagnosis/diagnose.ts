import type { AwsCredentialIdentity, Provider } from '@smithy/types';
import * as l10n from '@vscode/l10n';
import type { Connection } from '../../core/connections/connection';
import type { CredentialsFound, Diagnosis, FileFound, ServiceFound } from '../../core/diagnosis/diagnosis';
import { failureOf } from '../../core/failures/failure';
import type { Transport } from '../../core/base/http';
import { defaultProfile, readAwsFiles, type AwsFile } from '../credentials/awsFiles';
import { Clients, type ClientConfig } from '../requests/clients';
import { findCredentials, sampleCredentials } from '../credentials/credentials';
import { credentialsOrigin } from '../credentials/credentialsOrigin';
import type { ReadingOptions } from '../requests/readingOptions';
import { directConnection, type DirectConnection } from './directConnection';
import { probeEndpoint } from './diagnoseEndpoint';
import { besideCalls } from './diagnoseReach';
import { skippedProbes } from './probeCall';
import { profileKind } from '../credentials/profileKind';
import { accessTo, type Service, type ServiceProbes } from '../sdkService';
import { unlessAborted } from '../../core/base/unlessAborted';

export interface DiagnoseOptions extends Pick<
  ReadingOptions,
  'clock' | 'trace' | 'askForMfa' | 'rateLimits' | 'setting'
> {
  /** Aborts the diagnosis, which rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Receives the name of each step as it begins. */
  readonly onStep: (step: string) => void;
  /** Replaces direct connections from this machine, in tests. */
  readonly direct?: DirectConnection;
}

/**
 * Checks everything that a connection needs, step by step, without changing anything. Looks up credentials from
 * scratch, so that problems of the current AWS files show.
 * @throws the signal's reason when aborted
 */
export async function diagnoseWith(
  services: readonly Service[],
  connection: Connection,
  options: DiagnoseOptions,
  transport?: Transport,
): Promise<Diagnosis> {
  const { clock, signal, onStep, trace, askForMfa, rateLimits, setting, direct = directConnection } = options;
  const { label, region, profile } = connection;
  const isSample = transport !== undefined;
  const finished = new AbortController();
  const search = limitedToOneSearch(() => findCredentials(connection, askForMfa));
  const clients = new Clients(connection, transport, () => search, finished.signal);
  const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted();
    onStep(what);
    return unlessAborted(work(), signal);
  };
  const diagnoseService = async ({ description, probes }: Service, hasCredentials: boolean): Promise<ServiceFound> => {
    const { label: name } = description;
    const { sendAny: send } = probes;
    const reach = isSample
      ? { endpoint: '', probes: [] }
      : await step(l10n.t('{0}: endpoint', name), () =>
          probeEndpoint(connection, { service: description, send, direct, signal }),
        );
    // Uses the same rate limiters as the connection itself.
    const access = accessTo(description, connection, {
      clients,
      transport,
      clock,
      trace,
      rateLimits,
      setting,
      configure: singleAttempt,
    });
    const calls = await step(l10n.t('{0}: calls', name), () =>
      hasCredentials && reach.endpoint !== undefined
        ? probes.run(access, signal)
        : Promise.resolve(skippedProbes(namesOf(probes, setting), hasCredentials ? noEndpoint : noCredentials)),
    );
    const rateLimit = isSample ? undefined : rateLimits.of(description, connection, clients.accountId).state;
    return { name, ...reach, probes: [...besideCalls(reach.probes, calls), ...calls], rateLimit };
  };
  try {
    const files = isSample ? [] : await step(l10n.t('AWS files'), () => findFiles(profile ?? defaultProfile()));
    const credentials = await step(l10n.t('Credentials'), () =>
      describeCredentials(profile, isSample ? sampleSearch : search, isSample),
    );
    const found: ServiceFound[] = [];
    for (const service of services) {
      found.push(await diagnoseService(service, credentials.failure === undefined));
    }
    return {
      label,
      region,
      profile,
      at: clock.now(),
      isSample,
      files,
      credentials,
      proxyVariables: proxyVariables(),
      services: found,
    };
  } finally {
    finished.abort();
  }
}

const noEndpoint = l10n.t('no endpoint');
const noCredentials = l10n.t('no credentials');

/** Returns the names of a service's calls with the current settings. */
function namesOf(
  { names, namesBySetting = {} }: ServiceProbes,
  setting: DiagnoseOptions['setting'],
): readonly string[] {
  return [...names, ...Object.entries(namesBySetting).flatMap(([name, more]) => (setting(name) === true ? more : []))];
}

/** Turns off retries, so that failures show at once. */
function singleAttempt(config: ClientConfig): ClientConfig & { readonly maxAttempts: number } {
  return { ...config, maxAttempts: 1 };
}

/** Limits a provider to one search, whatever its result, because a search may prompt for a code or run a process. */
function limitedToOneSearch(search: Provider<AwsCredentialIdentity>): Provider<AwsCredentialIdentity> {
  let outcome: Promise<AwsCredentialIdentity> | undefined;
  return () => (outcome ??= search());
}

const sampleSearch: Provider<AwsCredentialIdentity> = () => Promise.resolve(sampleCredentials);

/** Returns whether each of the AWS files exists and has the profile. */
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
  isSample: boolean,
): Promise<CredentialsFound> {
  const begun = performance.now();
  const settings = profile === undefined || isSample ? undefined : (await readAwsFiles()).profile(profile);
  const kind = settings === undefined ? undefined : profileKind(settings);
  const origin = isSample ? undefined : await credentialsOrigin(profile);
  const milliseconds = () => Math.round(performance.now() - begun);
  try {
    const { sessionToken, expiration, accountId } = await search();
    return {
      kind,
      origin,
      isTemporary: sessionToken !== undefined,
      accountId,
      expiresAt: expiration?.getTime(),
      milliseconds: milliseconds(),
    };
  } catch (error) {
    return { kind, origin, isTemporary: false, milliseconds: milliseconds(), failure: failureOf(error) };
  }
}

function proxyVariables(): readonly string[] {
  return Object.keys(process.env).filter((name) => /^(https?|all|no)_proxy$/iu.test(name) && process.env[name] !== '');
}
