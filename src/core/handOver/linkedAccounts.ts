import type { Connection } from '../connections/connection';
import { regionCode } from '../connections/regions';
import type { JobLink } from './jobLink';

/** A connection that a link may lead to, with its AWS account ID, if known. */
export interface LinkCandidate {
  readonly connection: Pick<Connection, 'kind' | 'region' | 'problem'>;
  readonly accountId: string | undefined;
}

/** The connections in a link's region, without those that are known to be in another account. */
export interface LinkedAccounts<Candidate> {
  /** Connections to the link's account. */
  readonly same: readonly Candidate[];
  /** Connections that may be to the link's account, because one of the two accounts is unknown. */
  readonly possible: readonly Candidate[];
}

/** Finds the connections that a link leads to, by region and account. */
export function linkedAccounts<Candidate extends LinkCandidate>(
  { accountId, region }: Pick<JobLink, 'accountId' | 'region'>,
  candidates: readonly Candidate[],
): LinkedAccounts<Candidate> {
  const inRegion = candidates.filter(
    ({ connection }) =>
      connection.kind === 'aws' && connection.problem === undefined && regionCode(connection.region) === region,
  );
  const isKnown = (candidate: Candidate) => accountId !== undefined && candidate.accountId !== undefined;
  return {
    same: inRegion.filter((candidate) => isKnown(candidate) && candidate.accountId === accountId),
    possible: inRegion.filter((candidate) => !isKnown(candidate)),
  };
}
