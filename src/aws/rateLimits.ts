import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import type { RateLimit } from '../core/diagnosis';
import type { Disposable } from '../core/disposable';
import { Emitter } from '../core/emitter';
import { RateLimiter } from './rateLimiter';

export type LimitedService = 'SES' | 'Pinpoint';
type Limits = Readonly<Record<LimitedService, RateLimit>>;

const usual: Limits = {
  /**
   * SES allows one request per second for an account and region, in all operations but sending. A short burst keeps the
   * opening of lists fast.
   */
  SES: { burst: 5, interval: 5000 },
  /**
   * Pinpoint allows 300 requests per second for each operation, far more than reading page after page takes. This leaves
   * most of them to others, and gives the backoff a start of 40 ms.
   */
  Pinpoint: { burst: 50, interval: 1000 },
};

/**
 * The rate limiters of a window: as AWS counts requests, one for each account, region and service, whatever the profile.
 * Where credentials do not name their account, a connection has one of its own.
 */
export class RateLimits implements Disposable {
  readonly #clock: Clock;
  readonly #trace: (line: string) => void;
  readonly #limits: Limits;
  readonly #limiters = new Map<string, RateLimiter>();
  readonly #held = new Emitter<number | undefined>();

  /** @param limits in place of the usual ones, for a test's own server */
  constructor(clock: Clock, trace: (line: string) => void, limits: Partial<Limits> = {}) {
    this.#clock = clock;
    this.#trace = trace;
    this.#limits = { ...usual, ...limits };
  }

  /** Returns the limiter of all requests to a service with these credentials. */
  of(service: LimitedService, { id, region }: Connection, accountId: string | undefined): RateLimiter {
    const name = `${service} ${region} ${accountId ?? id}`;
    let limiter = this.#limiters.get(name);
    if (limiter === undefined) {
      limiter = new RateLimiter(
        this.#clock,
        this.#limits[service],
        (line) => {
          this.#trace(`${name}: ${line}`);
        },
        () => {
          this.#held.fire(this.#heldUntil);
        },
      );
      this.#limiters.set(name, limiter);
    }
    return limiter;
  }

  /**
   * Fires when a backoff holds back a request that the user waits for: until that time in milliseconds since the epoch, the
   * earliest of several. `undefined`: no longer.
   */
  onDidHold(listener: (heldUntil: number | undefined) => void): Disposable {
    return this.#held.listen(listener);
  }

  get #heldUntil(): number | undefined {
    const times = [...this.#limiters.values()].flatMap(({ heldUntil }) => heldUntil ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Rejects the requests that wait. */
  dispose(): void {
    for (const limiter of this.#limiters.values()) {
      limiter.dispose();
    }
    this.#limiters.clear();
  }
}
