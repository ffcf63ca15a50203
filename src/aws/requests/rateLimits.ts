import type { Clock } from '../../core/base/clock';
import type { Connection } from '../../core/connections/connection';
import type { RateLimit } from '../../core/diagnosis/diagnosis';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/emitter';
import type { ServiceId } from '../../core/jobs/job';
import type { ServiceDescription } from '../../core/jobs/serviceDescription';
import { RateLimiter } from './rateLimiter';

/**
 * The rate limiters of a window: one for each account, region and service, as AWS counts requests. A connection whose
 * credentials do not name their account has its own.
 */
export class RateLimits implements Disposable {
  readonly #clock: Clock;
  readonly #trace: (line: string) => void;
  readonly #limits: Readonly<Record<ServiceId, RateLimit>>;
  readonly #limiters = new Map<string, RateLimiter>();
  readonly #held = new Emitter<number | undefined>();
  /**
   * Fires when a backoff delays a request of the user, with its end in milliseconds since the epoch (the earliest of
   * several); with `undefined` once no request is delayed.
   */
  readonly onDidHold = this.#held.listen;

  /** @param limits limits by service that replace the services' own, for test servers */
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

  /** Rejects waiting requests. */
  dispose(): void {
    for (const limiter of this.#limiters.values()) {
      limiter.dispose();
    }
    this.#limiters.clear();
  }
}
