import { failureOf, type CredentialsFailure, type ServiceFailure } from '../failures/failure';

/** Whether an account's credentials work, by the newest response. */
export class CredentialHealth {
  readonly #closed: AbortSignal;
  readonly #onChange: () => void;
  #credentialError: CredentialsFailure | undefined;
  #renewals = 0;

  /** @param onChange not called once `closed` is aborted */
  constructor(closed: AbortSignal, onChange: () => void) {
    this.#closed = closed;
    this.#onChange = onChange;
  }

  get credentialError(): CredentialsFailure | undefined {
    return this.#credentialError;
  }

  /** Updates the health from the result of a read. Ignores failures of credentials that have since been replaced. */
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
          // The failure shows that AWS authenticated the request.
          this.works();
        }
      }
      throw error;
    }
  }

  /** Records a failure if it is a credential error. */
  fails(failure: ServiceFailure): void {
    if (failure.kind === 'credentials') {
      this.#set(failure);
    }
  }

  works(): void {
    this.#set(undefined);
  }

  /** Clears the credential error when the credentials are replaced. */
  renew(): void {
    this.#renewals++;
    this.#set(undefined);
  }

  #set(credentialError: CredentialsFailure | undefined): void {
    if (!this.#closed.aborted && credentialError !== this.#credentialError) {
      this.#credentialError = credentialError;
      this.#onChange();
    }
  }
}
