/** HTTP as far as the services' APIs use it, free of any client or server library. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, as it is on the wire, without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Takes a request to whatever answers it: a made-up account here, the network elsewhere. */
export type Transport = (request: HttpRequest, signal?: AbortSignal) => Promise<HttpAnswer>;
