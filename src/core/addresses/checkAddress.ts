import type { Account } from '../connections/account';
import { defined } from '../base/defined';
import { failureOf, type ServiceFailure } from '../failures/failure';
import { userPurpose } from '../base/request';
import type { ImportJob } from '../jobs/job';
import type { AddressFinding } from './finding';

/**
 * Looks up an email address in the lists of a connection's services. The failures have no detail, because AWS's messages
 * can quote the address.
 * @param jobs jobs whose lists to check, besides the lists of the whole account
 * @returns `undefined` if no service of the connection can check addresses
 * @throws the signal's reason when aborted; whatever connecting throws
 */
export async function checkAddress(
  account: Account,
  address: string,
  jobs: readonly ImportJob[],
  signal: AbortSignal,
): Promise<readonly AddressFinding[] | undefined> {
  const context = { ...userPurpose, signal };
  const checking = (await account.sources()).flatMap((source) => {
    const ofSource = jobs.filter(({ service }) => service === source.service);
    return source.checkAddress?.(address, ofSource, context) ?? [];
  });
  if (checking.length === 0) {
    return undefined;
  }
  const findings = (await Promise.all(checking)).flat();
  signal.throwIfAborted();
  return findings.map(({ list, result }) => ({
    list,
    result: result.kind === 'failed' ? { kind: 'failed', failure: withoutDetail(result.failure) } : result,
  }));
}

/** Converts what a check threw to a failure without texts that can quote the address. */
export function checkFailureOf(error: unknown): ServiceFailure {
  return withoutDetail(failureOf(error));
}

function withoutDetail(failure: ServiceFailure): ServiceFailure {
  return defined<ServiceFailure>({ ...failure, detail: undefined });
}
