import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

/** An HTTP proxy that connects any host to one port of this machine. It tunnels (CONNECT) and forwards. */
export class TestProxy {
  readonly url: string;
  /** Request lines in order of arrival: `CONNECT aws.test:443`. */
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #target: { readonly host: string; readonly port: number };

  private constructor(server: Server, target: URL) {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
    this.url = `http://127.0.0.1:${String(address.port)}`;
    this.#server = server;
    this.#target = { host: target.hostname, port: Number(target.port) };
    server.on('connect', (incoming, socket: Duplex) => {
      this.#tunnel(incoming, socket);
    });
    server.on('request', (incoming, response) => {
      this.#forward(incoming, response);
    });
  }

  static async start(target: { readonly url: string }): Promise<TestProxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new TestProxy(server, new URL(target.url));
  }

  async close(): Promise<void> {
    await new Promise((resolve) => {
      this.#server.close(resolve);
      this.#server.closeAllConnections();
    });
  }

  #tunnel({ method = '', url = '' }: IncomingMessage, socket: Duplex): void {
    this.requests.push(`${method} ${url}`);
    const target = connect(this.#target);
    target.once('connect', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(target).pipe(socket);
    });
    for (const [one, other] of [
      [socket, target],
      [target, socket],
    ] as const) {
      one.on('error', () => undefined);
      one.once('close', () => other.destroy());
    }
  }

  #forward(incoming: IncomingMessage, response: ServerResponse): void {
    const { method = '', url = '', headers } = incoming;
    this.requests.push(`${method} ${url}`);
    const { pathname, search } = new URL(url);
    const forwarded = request({ ...this.#target, method, path: pathname + search, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    incoming.pipe(forwarded);
  }
}
