import { failureOf, type ServiceFailure } from './failure';
import type { CredentialsFailure } from './trouble';

/** Whether the credentials of an account work, as far as known by the newest response. */
export class CredentialHealth {
  readonly #closed: AbortSignal;
  readonly #onChange: () => void;
  #trouble: CredentialsFailure | undefined;
  #renewals = 0;

  /** @param onChange is not called once `closed` is aborted */
  constructor(closed: AbortSignal, onChange: () => void) {
    this.#closed = closed;
    this.#onChange = onChange;
  }

  get trouble(): CredentialsFailure | undefined {
    return this.#trouble;
  }

  /** Learns from the result of a read; from a failure only if the credentials are still those that it began with. */
  async learn<T>(read: Promise<T>): Promise<T> {
    const renewals = this.#renewals;
    try {
      const result = await read;
      this.works();
      return result;
    } catch (error) {
      if (renewals === this.#renewals) {
        const failure = failureOf(error);
        this.fails(failure);
        if (failure.kind === 'denied' || failure.kind === 'notFound') {
          // AWS knows who sent the request.
          this.works();
        }
      }
      throw error;
    }
  }

  /** Notes a failure, if it is one of the credentials. */
  fails(failure: ServiceFailure): void {
    if (failure.kind === 'credentials') {
      this.#set(failure);
    }
  }

  works(): void {
    this.#set(undefined);
  }

  /** Forgets the trouble of credentials that are replaced. */
  renew(): void {
    this.#renewals++;
    this.#set(undefined);
  }

  #set(trouble: CredentialsFailure | undefined): void {
    if (!this.#closed.aborted && trouble !== this.#trouble) {
      this.#trouble = trouble;
      this.#onChange();
    }
  }
}
