import * as l10n from '@vscode/l10n';
import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';

/** Direct connections to a host, bypassing any proxy. Used for diagnosis only. */
export interface DirectConnection {
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  /** Opens a TLS connection, closes it at once and describes it. */
  readonly shakeHands: (host: string, port: number, signal: AbortSignal, ca?: string) => Promise<string>;
}

const timeout = 10_000;

/** Connects from this machine. */
export const directConnection: DirectConnection = {
  addressesOf: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  shakeHands: async (host, port, signal, ca) => {
    const trust = ca === undefined ? {} : { ca };
    const socket = await secured(connect({ host, port, servername: isIP(host) === 0 ? host : '', ...trust }), signal);
    const { issuer, valid_to: until } = socket.getPeerCertificate() as Partial<PeerCertificate>;
    const by = [issuer?.O, issuer?.CN]
      .flat()
      .filter((part) => part !== undefined)
      .join(', ');
    const protocol = socket.getProtocol() ?? '';
    socket.destroy();
    return by === '' || until === undefined
      ? protocol
      : l10n.t('{0}, certificate by {1}, valid until {2}', protocol, by, dayOf(until));
  },
};

/** Returns the date of a certificate's time, in ISO 8601. */
function dayOf(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toISOString().slice(0, 10);
}

async function secured(socket: TLSSocket, signal: AbortSignal): Promise<TLSSocket> {
  addAbortSignal(signal, socket);
  socket.setTimeout(timeout, () => socket.destroy(Object.assign(new Error('No response'), { code: 'ETIMEDOUT' })));
  await once(socket, 'secureConnect');
  return socket;
}
