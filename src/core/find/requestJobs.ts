import { backgroundPurpose, userPurpose, type Purpose } from '../base/request';
import type { Account } from '../connections/account';
import { failureOf, type ServiceFailure } from '../failures/failure';
import type { ImportJob } from '../jobs/job';
import type { JobSource } from '../jobs/source';
import type { JobReference } from './jobReferences';

/** Maximum number of scopes to try for an ID that is unique only within its scope. */
const maxScopes = 50;

export interface RequestedJobs {
  readonly found: readonly { readonly account: Account; readonly job: ImportJob }[];
  /** Failures, except for jobs that do not exist; at most one for each connection. */
  readonly failures: readonly { readonly account: Account; readonly failure: ServiceFailure }[];
}

/**
 * Whether no connection has the job. After the end of a service's support, AWS responds alike about every job, so this
 * may be why it was not found.
 */
export function isMissing({ found, failures }: RequestedJobs): boolean {
  return found.length === 0 && failures.every(({ failure }) => failure.kind === 'serviceEnded');
}

interface Options {
  readonly signal: AbortSignal;
  /** Returns the AWS account ID of a connection, if known. */
  readonly identityOf: (connectionId: string) => string | undefined;
  /** Returns the jobs of a connection that were read. */
  readonly jobsOf: (connectionId: string) => readonly ImportJob[];
  /** Purpose of the requests; by default, the user requested the jobs. */
  readonly purpose?: Purpose;
}

/** Requests jobs from the services of every connection that may have them. Never rejects. */
export async function requestJobs(
  references: readonly JobReference[],
  accounts: readonly Account[],
  options: Options,
): Promise<RequestedJobs> {
  const results = await Promise.all(accounts.map((account) => requestFrom(account, references, options)));
  return {
    found: results.flatMap(({ found }) => found),
    failures: results.flatMap(({ failures }) => failures.slice(0, 1)),
  };
}

async function requestFrom(
  account: Account,
  references: readonly JobReference[],
  { signal, identityOf, jobsOf, purpose = userPurpose }: Options,
): Promise<RequestedJobs> {
  const { id, region } = account.connection;
  const identity = identityOf(id);
  const possible = references.filter(
    (reference) =>
      (reference.region ?? region) === region &&
      (reference.accountId ?? identity) === (identity ?? reference.accountId),
  );
  const found: RequestedJobs['found'][number][] = [];
  const failures: RequestedJobs['failures'][number][] = [];
  const fails = (error: unknown) => {
    const failure = failureOf(error);
    if (failure.kind !== 'notFound' && !signal.aborted) {
      failures.push({ account, failure });
    }
  };
  const sources = possible.length === 0 ? [] : await account.sources().catch((error: unknown) => (fails(error), []));
  const scopesOf = async (source: JobSource, reference: JobReference): Promise<readonly (string | undefined)[]> => {
    if (reference.scope !== undefined || reference.isScoped !== true) {
      return [reference.scope];
    }
    const root = account.folder(source, source.root);
    if (!root.isRead) {
      // Scopes are known only from the service's lists and jobs.
      await root.loadAll(signal, () => undefined, backgroundPurpose);
    }
    if (root.failure !== undefined && root.failure.kind !== 'notInRegion') {
      failures.push({ account, failure: root.failure });
    }
    const jobs = jobsOf(id).filter(({ service }) => service === reference.service);
    const scopes = [...root.branches, ...jobs].flatMap(({ scope }) => scope ?? []);
    return [...new Set(scopes)].slice(0, reference.needsAnyScope === true ? 1 : maxScopes);
  };
  for (const reference of possible) {
    const source = sources.find(({ service }) => service === reference.service);
    const canRequest = () => !signal.aborted && account.credentialError === undefined && found.length === 0;
    for (const scope of source !== undefined && canRequest() ? await scopesOf(source, reference) : []) {
      if (!canRequest()) {
        break;
      }
      const ref = { service: reference.service, id: reference.id, ...(scope === undefined ? {} : { scope }) };
      try {
        found.push({ account, job: await account.getJob(ref, purpose, signal) });
      } catch (error) {
        fails(error);
      }
    }
  }
  const { credentialError } = account;
  if (possible.length > 0 && found.length + failures.length === 0 && credentialError !== undefined && !signal.aborted) {
    // It was not asked.
    failures.push({ account, failure: credentialError });
  }
  return { found, failures };
}
