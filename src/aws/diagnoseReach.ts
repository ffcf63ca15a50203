import type { Probe } from '../core/diagnosis';
import type { ServiceFailure } from '../core/failure';
import type { DirectWay } from './directWay';
import { messageOf, networkReasonOf } from './failures';

/** Whether a connection to an endpoint can be made. */
export async function reachProbes({ protocol, hostname, port }: URL, way: DirectWay, signal: AbortSignal): Promise<readonly Probe[]> {
  const host = hostname.replace(/^\[|\]$/gu, '');
  const name = await tried('Name resolution', async () => (await way.addressesOf(host)).join(', '));
  const tls: Probe =
    protocol === 'https:'
      ? await tried('TLS', () => way.shakeHands(host, Number(port || 443), signal))
      : { name: 'TLS', result: 'skipped', text: 'the endpoint is not https' };
  return [name, tls];
}

async function tried(name: string, work: () => Promise<string>): Promise<Probe> {
  const begun = performance.now();
  const milliseconds = () => Math.round(performance.now() - begun);
  try {
    const text = await work();
    return { name, result: 'ok', text, milliseconds: milliseconds() };
  } catch (error) {
    const failure: ServiceFailure = { kind: 'network', reason: networkReasonOf(error) ?? 'other', detail: messageOf(error) };
    return { name, result: 'failed', text: '', milliseconds: milliseconds(), failure };
  }
}
