import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on the loopback interface whose responses tests define, even invalid ones. */
export class FilesServer {
  readonly requests: { readonly url: string; readonly headers: IncomingHttpHeaders }[] = [];
  answer: RequestListener = (_, response) => {
    response.end();
  };
  readonly #server = createServer((request, response) => {
    this.requests.push({ url: request.url ?? '', headers: request.headers });
    this.answer(request, response);
  });

  /** Scheme, host and port. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  /** Responds to the next request with `answer`, and then as before. */
  next(answer: RequestListener): void {
    const before = this.answer;
    this.answer = (request, response) => {
      this.answer = before;
      answer(request, response);
    };
  }

  /** Resolves to the response of the next request when it arrives; the test must end it. */
  async arrival(): Promise<ServerResponse> {
    const arrived = Promise.withResolvers<ServerResponse>();
    this.next((_, response) => {
      arrived.resolve(response);
    });
    return arrived.promise;
  }
}
