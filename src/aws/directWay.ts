import { lookup } from 'node:dns/promises';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';

/** A way to a host that goes past any proxy: for telling what is wrong, not for asking anything. */
export interface DirectWay {
  readonly addressesOf: (host: string) => Promise<readonly string[]>;
  /** Makes a TLS connection, ends it at once and says what it was like. */
  readonly shakeHands: (host: string, port: number, signal: AbortSignal) => Promise<string>;
}

const longest = 10_000;

/** This machine's. */
export const directWay: DirectWay = {
  addressesOf: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  shakeHands: async (host, port, signal) => {
    const socket = await secured(connect({ host, port, servername: host.includes(':') ? '' : host }), signal);
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
  socket.once('secureConnect', () => {
    resolve(socket);
  });
  socket.once('error', reject);
  socket.setTimeout(longest, () => {
    socket.destroy(Object.assign(new Error('No answer'), { code: 'ETIMEDOUT' }));
  });
  const end = () => {
    socket.destroy(new Error('Given up'));
  };
  signal.addEventListener('abort', end, { once: true });
  socket.once('close', () => {
    signal.removeEventListener('abort', end);
    reject(new Error('The connection was closed'));
  });
  return promise;
}
