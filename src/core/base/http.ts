/** An HTTP request to a service's API, independent of client and server libraries. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names are in lowercase. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a request to the network or to the sample account. */
export type Transport = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;
