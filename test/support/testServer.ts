import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpAnswer, HttpRequest, Transport } from '../../src/core/base/http';
import { createSampleAccount, type SampleAccount } from './sampleAccount';
import { TestClock } from './testServerClock';
import { Faults, type Hold, type Match, type Reply, type RuleOptions } from './testServerFaults';

export type { Hold, Match, Reply, RuleOptions } from './testServerFaults';

/** A request that the server received. */
export interface RecordedRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: string;
  /** `undefined` until answered; a request that hangs or was reset never is. */
  readonly status: number | undefined;
  /** Time of arrival by the server's clock, in milliseconds since the epoch. */
  readonly at: number;
  /** From its signature (Signature Version 4), like the next three: absent from unsigned requests. */
  readonly accessKeyId?: string;
  readonly region?: string;
  readonly sessionToken?: string;
  /** Signing name of the service: `ses`, `mobiletargeting`. */
  readonly service?: string;
  /** Header that names the operation in the AWS JSON protocol: `MailManagerSvc.ListAddressLists`. */
  readonly target?: string;
}

export interface TestServerOptions {
  /** Replaces the sample account. */
  readonly transport?: Transport;
  /** The test's own clock, in milliseconds since the epoch, instead of `advance`. */
  readonly now?: () => number;
  /** Moves the server's clock only by `advance`, from now or from this time in milliseconds since the epoch. */
  readonly freeze?: boolean | number;
  /** Seed of the sample account. */
  readonly seed?: number;
  /** Serves HTTPS with this certificate. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** Loopback address to listen on, 127.0.0.1 by default. */
  readonly host?: string;
}

/** Serves the sample account, or any transport, on a free loopback port. */
export class TestServer {
  /** Scheme, host and port. */
  readonly url: string;
  /** Present even when another transport responds. */
  readonly account: SampleAccount;
  /** Returns the time of the server's clock, in milliseconds since the epoch. */
  readonly now: () => number;
  /** Delay of each request in real time. Milliseconds. */
  latency = 0;
  /** Maximum number of items on a page of any list; `undefined` for the account's own limits. */
  maxPageSize: number | undefined;

  readonly #server: Server;
  readonly #clock: TestClock | undefined;
  readonly #transport: Transport;
  readonly #faults = new Faults();
  readonly #requests: RecordedRequest[] = [];
  #connections = 0;

  private constructor(server: Server, { transport, now, freeze, seed, tls }: TestServerOptions) {
    const address = server.address();
    if (address === null || typeof address === 'string') {
      throw new Error('The server has no port.');
    }
    const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
    this.url = `${tls === undefined ? 'http' : 'https'}://${host}:${String(address.port)}`;
    server.on('connection', () => this.#connections++);
    this.#server = server;
    this.#clock = now === undefined ? new TestClock(freeze) : undefined;
    this.now = now ?? this.#clock?.now ?? Date.now;
    this.account = createSampleAccount({
      now: this.now,
      filesUrl: this.url,
      maxPageSize: () => this.maxPageSize,
      ...(seed === undefined ? {} : { seed }),
    });
    this.#transport = transport ?? this.account.transport;
    server.on('request', (incoming, response) => {
      void this.#serve(incoming, response);
    });
  }

  /** Starts a server. @throws Error when no port is available */
  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    // Longer than clients keep connections open, so that none is closed during a request.
    const { tls, host = '127.0.0.1' } = options;
    const patient = { keepAliveTimeout: 120_000 };
    const server = tls === undefined ? createServer(patient) : createTlsServer({ ...patient, ...tls });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, host, resolve);
    });
    return new TestServer(server, options);
  }

  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  /** Number of TCP connections opened so far. */
  get connections(): number {
    return this.#connections;
  }

  /** Sets the response to these requests; the newest rule wins. @returns a function that removes the rule */
  answer(match: Match, reply: Reply, options?: RuleOptions): () => void {
    return this.#faults.add(match, { kind: 'answer', reply }, options);
  }

  /** Never responds to these requests. @returns a function that removes the rule */
  hang(match: Match, options?: RuleOptions): () => void {
    return this.#faults.add(match, { kind: 'hang' }, options);
  }

  /** Resets the connection of these requests. @returns a function that removes the rule */
  reset(match: Match, options?: RuleOptions): () => void {
    return this.#faults.add(match, { kind: 'reset' }, options);
  }

  /** Holds these requests until released; then they get their normal response. */
  hold(match: Match): Hold {
    return this.#faults.hold(match);
  }

  /** Removes all rules and releases held requests. Latency and page size stay. */
  clearFaults(): void {
    this.#faults.clear();
  }

  /** Advances the clock. @throws Error when the clock is the test's own */
  advance(milliseconds: number): void {
    if (this.#clock === undefined) {
      throw new Error('The clock belongs to the test.');
    }
    this.#clock.advance(milliseconds);
  }

  /** Closes all connections and frees the port. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
      this.#server.closeAllConnections();
    });
    this.#faults.clear();
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => {
      gone.abort();
    });
    try {
      const request = await readRequest(incoming);
      const record = { ...recordOf(request), at: this.now(), status: undefined as number | undefined };
      this.#requests.push(record);
      if (this.latency > 0) {
        await delay(this.latency, undefined, { signal: gone.signal });
      }
      const answer = await this.#answerTo(request, incoming, gone.signal);
      if (answer !== undefined && !gone.signal.aborted) {
        record.status = answer.status;
        send(response, answer);
      }
    } catch (error) {
      // Ignored when the client has disconnected; otherwise it is a mistake in a test's reply.
      if (!gone.signal.aborted) {
        send(response, {
          status: 500,
          headers: { 'content-type': 'text/plain' },
          body: `Test server: ${String(error)}`,
        });
      }
    }
  }

  async #answerTo(
    request: HttpRequest,
    incoming: IncomingMessage,
    signal: AbortSignal,
  ): Promise<HttpAnswer | undefined> {
    const fault = await this.#faults.meet(request, signal);
    switch (fault?.kind) {
      case undefined:
        return await this.#transport(request, signal);
      case 'answer':
        return typeof fault.reply === 'function' ? await fault.reply(request) : fault.reply;
      case 'reset':
        incoming.socket.resetAndDestroy();
        return undefined;
      case 'hang':
        return undefined;
    }
  }
}

async function readRequest(incoming: IncomingMessage): Promise<HttpRequest> {
  const [path = '', ...query] = (incoming.url ?? '').split('?');
  const headers = Object.entries(incoming.headers).map(
    ([name, value]) => [name, [value ?? []].flat().join(', ')] as const,
  );
  return {
    method: incoming.method ?? '',
    path,
    query: Object.fromEntries(new URLSearchParams(query.join('?'))),
    headers: Object.fromEntries(headers),
    body: await text(incoming),
  };
}

/** Records a request, without its signature. */
function recordOf({ method, path, query, body, headers }: HttpRequest): Omit<RecordedRequest, 'at' | 'status'> {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/.exec(headers.authorization ?? '');
  const [, accessKeyId = '', region = '', service = ''] = scope ?? [];
  const token = headers['x-amz-security-token'];
  const target = headers['x-amz-target'];
  return {
    ...{ method, path, query, body },
    ...(scope === null ? {} : { accessKeyId, region, service }),
    ...(token === undefined ? {} : { sessionToken: token }),
    ...(target === undefined ? {} : { target }),
  };
}

/** Sends a reply. A wrong content length in it is intentional. */
function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
  response.end(body);
}
