import type { MetadataBearer, MiddlewareStack } from '@smithy/types';

/** An SDK client of any service. */
export interface SdkClient {
  readonly middlewareStack: Pick<MiddlewareStack<object, MetadataBearer>, 'add'>;
  /** Closes its connections at once, even with requests in flight. */
  destroy(): void;
}

/** Counts the requests of a client, to close its connections when none is in flight. */
export class ClientUse {
  #inFlight = 0;
  #isRetired = false;

  constructor(private readonly client: SdkClient) {
    client.middlewareStack.add(
      (next) => async (args) => {
        this.#inFlight++;
        try {
          return await next(args);
        } finally {
          this.#inFlight--;
          this.#destroyIfUnused();
        }
      },
      { step: 'initialize', name: 'countInFlight' },
    );
  }

  /** Destroys the client when it is no longer in use. Requests waiting to be sent are still sent. */
  retire(): void {
    this.#isRetired = true;
    this.#destroyIfUnused();
  }

  #destroyIfUnused(): void {
    if (this.#isRetired && this.#inFlight === 0) {
      this.client.destroy();
    }
  }
}
