import type { NetworkReason } from './failure';

/** Reasons by Node's error codes. The many TLS codes are matched by prefix. */
const byCode: Readonly<Record<string, NetworkReason>> = {
  ENOTFOUND: 'nameNotFound',
  // No name server responds, probably because there is no network.
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

/** Returns the reason for an error code of Node; `undefined` for codes not known as network errors. */
export function networkReasonOfCode(code: string): NetworkReason | undefined {
  return byCode[code] ?? (tlsCode.test(code) ? 'tls' : undefined);
}
