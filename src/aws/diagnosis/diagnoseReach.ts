import * as l10n from '@vscode/l10n';
import { messageOf } from '../../core/base/errors';
import type { Probe } from '../../core/diagnosis/diagnosis';
import type { ServiceFailure } from '../../core/failures/failure';
import type { DirectConnection } from './directConnection';
import { networkReasonOf } from '../requests/serviceError';

/**
 * Checks whether an endpoint can be reached.
 * @param ca certificates (PEM) to trust instead of this machine's
 */
export async function reachProbes(
  { protocol, hostname, port }: URL,
  direct: DirectConnection,
  signal: AbortSignal,
  ca?: string,
): Promise<readonly Probe[]> {
  const host = hostname.replace(/^\[|\]$/gu, '');
  const name = await tried(l10n.t('Name resolution'), async () => (await direct.addressesOf(host)).join(', '));
  const tls: Probe =
    protocol === 'https:'
      ? await tried('TLS', () => direct.shakeHands(host, Number(port || 443), signal, ca))
      : { name: 'TLS', result: 'skipped', text: l10n.t('the endpoint does not use HTTPS') };
  return [name, tls];
}

/**
 * Adjusts the results of direct connections by those of the service's calls, which use VS Code's proxy: when a call
 * gets a response, a failed direct connection is not a problem.
 */
export function besideCalls(reach: readonly Probe[], calls: readonly Probe[]): readonly Probe[] {
  if (!calls.some(wasAnswered)) {
    return reach;
  }
  return reach.map((probe) => {
    const { name, milliseconds, failure } = probe;
    if (failure?.kind !== 'network') {
      return probe;
    }
    const text =
      failure.reason === 'tls'
        ? l10n.t('no direct secure connection, but the calls got a response, probably through a proxy')
        : l10n.t('no direct connection, but the calls got a response, probably through a proxy');
    return { name, result: 'notNeeded', text, milliseconds };
  });
}

/** Whether a call got any response. */
function wasAnswered({ result, failure }: Probe): boolean {
  return result === 'ok' || failure?.httpStatus !== undefined;
}

async function tried(name: string, work: () => Promise<string>): Promise<Probe> {
  const begun = performance.now();
  const milliseconds = () => Math.round(performance.now() - begun);
  try {
    const text = await work();
    return { name, result: 'ok', text, milliseconds: milliseconds() };
  } catch (error) {
    const failure: ServiceFailure = {
      kind: 'network',
      reason: networkReasonOf(error) ?? 'other',
      detail: messageOf(error),
    };
    return { name, result: 'failed', text: '', milliseconds: milliseconds(), failure };
  }
}
