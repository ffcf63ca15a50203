import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';

/** Direct connections to a host, bypassing any proxy. Used for diagnosis only. */
export interface DirectWay {
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  /** Opens a TLS connection, closes it at once and describes it. */
  readonly shakeHands: (host: string, port: number, signal: AbortSignal, ca?: string) => Promise<string>;
}

const timeout = 10_000;

/** Connects from this machine. */
export const directWay: DirectWay = {
  addressesOf: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  shakeHands: async (host, port, signal, ca) => {
    const trust = ca === undefined ? {} : { ca };
    const socket = await secured(connect({ host, port, servername: isIP(host) === 0 ? host : '', ...trust }), signal);
    const { issuer, valid_to: until } = socket.getPeerCertificate() as Partial<PeerCertificate>;
    const by = [issuer?.O, issuer?.CN]
      .flat()
      .filter((part) => part !== undefined)
      .join(', ');
    const text = [socket.getProtocol() ?? '', by && `certificate by ${by}`, until && `valid until ${until}`]
      .filter(Boolean)
      .join(', ');
    socket.destroy();
    return text;
  },
};

function secured(socket: TLSSocket, signal: AbortSignal): Promise<TLSSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<TLSSocket>();
  socket.once('secureConnect', () => resolve(socket));
  socket.once('error', reject);
  socket.setTimeout(timeout, () => socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' })));
  const end = () => socket.destroy(new Error('Given up'));
  signal.addEventListener('abort', end, { once: true });
  socket.once('close', () => {
    signal.removeEventListener('abort', end);
    reject(new Error('The connection was closed'));
  });
  return promise;
}
