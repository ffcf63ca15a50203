import type { NetworkReason } from './failure';

/** Node's error codes; those of TLS are many and told by their beginnings. */
const byCode: Readonly<Record<string, NetworkReason>> = {
  ENOTFOUND: 'nameNotFound',
  // No name server answers, so nothing is known of the name: no network, most likely.
  EAI_AGAIN: 'other',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timedOut',
  EHOSTUNREACH: 'other',
  ENETUNREACH: 'other',
  EADDRNOTAVAIL: 'other',
};
const tlsCode = /^(?:ERR_TLS|ERR_SSL|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|EPROTO|HOSTNAME_MISMATCH)/u;

/** How the network failed, by a code of Node's; `undefined` for one that is not known to be of the network. */
export function networkReasonOfCode(code: string): NetworkReason | undefined {
  return byCode[code] ?? (tlsCode.test(code) ? 'tls' : undefined);
}
