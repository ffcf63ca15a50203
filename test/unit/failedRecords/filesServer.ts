import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on the loopback interface that answers as a test says, down to what no honest one would. */
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

  /** Answers the next request as `answer` says and then as before. */
  next(answer: RequestListener): void {
    const before = this.answer;
    this.answer = (request, response) => {
      this.answer = before;
      answer(request, response);
    };
  }

  /** Settles with the answer of the next request once it came; the test has to end it. */
  async arrival(): Promise<ServerResponse> {
    const arrived = Promise.withResolvers<ServerResponse>();
    this.next((_, response) => {
      arrived.resolve(response);
    });
    return arrived.promise;
  }
}
