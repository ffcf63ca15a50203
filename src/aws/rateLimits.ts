import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import type { RateLimit } from '../core/diagnosis';
import type { Disposable } from '../core/disposable';
import { Emitter } from '../core/emitter';
import type { ServiceId } from '../core/job';
import type { ServiceDescription } from '../core/service';
import { RateLimiter } from './rateLimiter';

/**
 * The rate limiters of a window: as AWS counts requests, one for each account, region and service, whatever the profile.
 * Where credentials do not name their account, a connection has one of its own.
 */
export class RateLimits implements Disposable {
  readonly #clock: Clock;
  readonly #trace: (line: string) => void;
  readonly #limits: Readonly<Record<ServiceId, RateLimit>>;
  readonly #limiters = new Map<string, RateLimiter>();
  readonly #held = new Emitter<number | undefined>();
  /**
   * Fires when a backoff holds back a request that the user waits for: until that time in milliseconds since the epoch, the
   * earliest of several. `undefined`: no longer.
   */
  readonly onDidHold = this.#held.listen;

  /** @param limits by service, in place of its own, for a test's own server */
  constructor(clock: Clock, trace: (line: string) => void, limits: Readonly<Record<ServiceId, RateLimit>> = {}) {
    this.#clock = clock;
    this.#trace = trace;
    this.#limits = limits;
  }

  /** Returns the limiter of all requests to a service with these credentials. */
  of(service: ServiceDescription, { id, region }: Connection, accountId: string | undefined): RateLimiter {
    const name = `${service.shortLabel} ${region} ${accountId ?? id}`;
    let limiter = this.#limiters.get(name);
    if (limiter === undefined) {
      limiter = new RateLimiter(
        this.#clock,
        this.#limits[service.id] ?? service.rateLimit,
        (line) => this.#trace(`${name}: ${line}`),
        () => this.#held.fire(this.#heldUntil),
      );
      this.#limiters.set(name, limiter);
    }
    return limiter;
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
