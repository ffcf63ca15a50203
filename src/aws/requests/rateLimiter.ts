import PQueue from 'p-queue';
import type { Clock } from '../../core/base/clock';
import type { RateLimit, RateLimitState } from '../../core/diagnosis/diagnosis';
import type { Disposable } from '../../core/base/disposable';
import type { Purpose } from '../../core/base/request';

const priorities: Readonly<Record<Purpose['priority'], number>> = { user: 1, background: 0 };
const longestBackoff = 60_000;

/**
 * Sends requests no faster than a service allows, the user's first. After a throttled request, sends one at a time with
 * a backoff between them. The backoff doubles when requests are throttled again and halves with each response, down to
 * the limit's own interval.
 */
export class RateLimiter implements Disposable {
  readonly #queue = new PQueue();
  readonly #closed = new AbortController();
  readonly #clock: Clock;
  readonly #limit: RateLimit;
  readonly #trace: (line: string) => void;
  readonly #onHold: (heldUntil: number | undefined) => void;
  #heldUntil: number | undefined;
  /** Start times of the requests within the last interval, oldest first. */
  #begun: readonly number[] = [];
  /** Timer set while the interval has the maximum number of requests. */
  #full: Disposable | undefined;
  #backoff: number;
  #backingOff: Disposable | undefined;
  #backingOffSince = 0;
  /** Whether a throttled request started this backoff. Others throttled during it were sent earlier. */
  #isThrottled = false;
  #throttledCount = 0;
  #lastThrottledAt: number | undefined;

  /** @param onHold see {@link heldUntil}: called with each new value */
  constructor(
    clock: Clock,
    limit: RateLimit,
    trace: (line: string) => void = () => undefined,
    onHold: (heldUntil: number | undefined) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#limit = limit;
    this.#trace = trace;
    this.#onHold = onHold;
    this.#backoff = this.#shortestBackoff;
  }

  /** Number of requests waiting for a slot. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * End of the backoff that delays a request of the user, in milliseconds since the epoch; `undefined` without such a
   * request or backoff.
   */
  get heldUntil(): number | undefined {
    return this.#heldUntil;
  }

  get state(): RateLimitState {
    return {
      ...this.#limit,
      backoff: this.#isSlowed ? this.#backoff : undefined,
      throttledCount: this.#throttledCount,
      lastThrottledAt: this.#lastThrottledAt,
    };
  }

  /**
   * Waits for a slot and sends the request.
   * @throws what `request` throws, or the signal's reason when aborted while the request waits
   */
  run<T>(request: () => Promise<T>, priority: Purpose['priority'], signal: AbortSignal): Promise<T> {
    const begin = () => {
      this.#count();
      if (this.#isSlowed) {
        this.#pause();
      }
      this.#noteHold();
      return request();
    };
    const response = this.#queue.add(begin, {
      priority: priorities[priority],
      signal: AbortSignal.any([signal, this.#closed.signal]),
    });
    const note = () => this.#noteHold();
    note();
    // The request may have been aborted.
    response.then(note, note);
    return response;
  }

  /** Starts or extends the backoff. Call when the service throttled a request. */
  throttled(): void {
    this.#throttledCount++;
    this.#lastThrottledAt = this.#clock.now();
    if (!this.#isThrottled) {
      this.#isThrottled = true;
      this.#setBackoff(Math.min(2 * this.#backoff, longestBackoff), 'throttled');
      this.#pause();
    }
  }

  /** Shortens the backoff. Call when the service responded to a request without throttling it. */
  answered(): void {
    if (!this.#isThrottled && this.#isSlowed) {
      this.#setBackoff(Math.max(this.#shortestBackoff, this.#backoff / 2), 'answered');
      if (this.#backingOff !== undefined) {
        // The clock may have been set back.
        this.#pause(Math.min(this.#backingOffSince, this.#clock.now()));
      }
    }
  }

  /** Rejects waiting requests. */
  dispose(): void {
    this.#full?.dispose();
    this.#backingOff?.dispose();
    this.#closed.abort();
    this.#queue.clear();
    this.#noteHold();
  }

  get #shortestBackoff(): number {
    return this.#limit.interval / this.#limit.burst;
  }

  get #isSlowed(): boolean {
    return this.#backoff > this.#shortestBackoff;
  }

  #setBackoff(backoff: number, why: string): void {
    this.#backoff = backoff;
    this.#trace(`${why}: ${this.#isSlowed ? `one request per ${backoff} ms from now on` : 'no backoff any more'}`);
  }

  /** Pauses while the interval is full, by the injected clock, which p-queue's own limit does not support. */
  #count(): void {
    const { burst, interval } = this.#limit;
    const now = this.#clock.now();
    // The clock may have been set back.
    this.#begun = [...this.#begun, now].map((at) => Math.min(at, now)).filter((at) => now - at < interval);
    const first = this.#begun.at(-burst);
    if (first !== undefined) {
      this.#queue.pause();
      this.#full = this.#clock.after(first + interval - now, () => {
        this.#full = undefined;
        this.#resume();
      });
    }
  }

  #resume(): void {
    if (this.#full === undefined && this.#backingOff === undefined) {
      this.#queue.start();
    }
  }

  #pause(since = this.#clock.now()): void {
    this.#backingOff?.dispose();
    this.#backingOffSince = since;
    this.#queue.pause();
    this.#backingOff = this.#clock.after(Math.max(0, since + this.#backoff - this.#clock.now()), () => {
      this.#backingOff = undefined;
      this.#isThrottled = false;
      this.#resume();
      this.#noteHold();
    });
    this.#noteHold();
  }

  #noteHold(): void {
    const isUserWaiting = this.#queue.sizeBy({ priority: priorities.user }) > 0;
    const isHeld = isUserWaiting && this.#isSlowed && this.#backingOff !== undefined;
    const heldUntil = isHeld ? this.#backingOffSince + this.#backoff : undefined;
    if (heldUntil !== this.#heldUntil) {
      this.#heldUntil = heldUntil;
      this.#onHold(heldUntil);
    }
  }
}
