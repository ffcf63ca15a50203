import { userPurpose } from '../base/request';
import type { Account } from '../connections/account';
import { failureOf, type ServiceFailure } from '../failures/failure';
import type { ImportJob } from '../jobs/job';
import type { JobSource } from '../jobs/source';
import type { JobReference } from './jobReferences';

/** Maximum number of scopes tried for an ID that is unique only in its scope. */
const maxScopes = 50;

export interface RequestedJobs {
  readonly found: readonly { readonly account: Account; readonly job: ImportJob }[];
  /** Failures other than that a job does not exist, at most one for each connection. */
  readonly failures: readonly { readonly account: Account; readonly failure: ServiceFailure }[];
}

interface Options {
  readonly signal: AbortSignal;
  /** Returns the AWS account ID of a connection, if known. */
  readonly identityOf: (connectionId: string) => string | undefined;
  /** Returns the scopes of the jobs of a connection's service that are known without a request. */
  readonly scopesOf: (account: Account, source: JobSource) => readonly string[];
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
  { signal, identityOf, scopesOf }: Options,
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
  for (const reference of possible) {
    const source = sources.find(({ service }) => service === reference.service);
    const scopes = source === undefined ? [] : scopesFor(reference, scopesOf(account, source));
    for (const scope of scopes) {
      if (signal.aborted || account.credentialError !== undefined) {
        break;
      }
      const ref = { service: reference.service, id: reference.id, ...(scope === undefined ? {} : { scope }) };
      try {
        found.push({ account, job: await account.getJob(ref, userPurpose, signal) });
        break;
      } catch (error) {
        fails(error);
      }
    }
  }
  return { found, failures };
}

/** Returns the scopes to try; `undefined` for an ID that needs none. */
function scopesFor({ scope, isScoped }: JobReference, known: readonly string[]): readonly (string | undefined)[] {
  if (scope !== undefined || isScoped !== true) {
    return [scope];
  }
  return [...new Set(known)].slice(0, maxScopes);
}
