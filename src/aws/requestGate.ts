import PQueue from 'p-queue';
import type { Clock } from '../core/clock';
import type { GateLimit, GateState } from '../core/diagnosis';
import type { Disposable } from '../core/disposable';

/** Who waits for an answer: somebody who clicked goes first. */
export type Urgency = 'user' | 'background';

const priorities: Readonly<Record<Urgency, number>> = { user: 1, background: 0 };
const longestRest = 60_000;

/**
 * Lets requests through no faster than a service allows, those that somebody waits for first. When the service says
 * that it was too fast all the same, everyone rests for twice as long, and from then on one request goes at a time, with
 * as long a rest after it, until answers have halved the rest back to what the limit itself asks for.
 */
export class RequestGate implements Disposable {
  readonly #queue = new PQueue();
  readonly #closed = new AbortController();
  readonly #clock: Clock;
  readonly #limit: GateLimit;
  readonly #trace: (line: string) => void;
  readonly #onHold: (heldUntil: number | undefined) => void;
  #heldUntil: number | undefined;
  /** When requests of the last interval were let through, the oldest first. */
  #passed: readonly number[] = [];
  /** While they are as many as the limit allows. */
  #full: Disposable | undefined;
  #rest: number;
  #resting: Disposable | undefined;
  #restingSince = 0;
  /** Whether this rest is for a refusal: others that come meanwhile are of requests that were under way. */
  #isRefused = false;
  #refusals = 0;
  #lastRefusedAt: number | undefined;

  /** @param onHold see {@link heldUntil}: called with each new value */
  constructor(
    clock: Clock,
    limit: GateLimit,
    trace: (line: string) => void = () => undefined,
    onHold: (heldUntil: number | undefined) => void = () => undefined,
  ) {
    this.#clock = clock;
    this.#limit = limit;
    this.#trace = trace;
    this.#onHold = onHold;
    this.#rest = this.#shortestRest;
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * End of the backoff that holds back a request which the user waits for, in milliseconds since the epoch; `undefined`
   * while there is no such request or no backoff.
   */
  get heldUntil(): number | undefined {
    return this.#heldUntil;
  }

  get state(): GateState {
    return {
      ...this.#limit,
      rest: this.#isSlowed ? this.#rest : undefined,
      refusals: this.#refusals,
      lastRefusedAt: this.#lastRefusedAt,
    };
  }

  /**
   * Runs a request when its turn has come.
   * @throws what `request` throws, and the signal's reason when it is given up while it waits
   */
  pass<T>(request: () => Promise<T>, urgency: Urgency, signal: AbortSignal): Promise<T> {
    const go = () => {
      this.#count();
      if (this.#isSlowed) {
        this.#pause();
      }
      this.#noteHold();
      return request();
    };
    const passed = this.#queue.add(go, {
      priority: priorities[urgency],
      signal: AbortSignal.any([signal, this.#closed.signal]),
    });
    const note = () => {
      this.#noteHold();
    };
    note();
    // It may have been given up.
    passed.then(note, note);
    return passed;
  }

  /** The service said that it was asked too often. */
  throttled(): void {
    this.#refusals++;
    this.#lastRefusedAt = this.#clock.now();
    if (!this.#isRefused) {
      this.#isRefused = true;
      this.#become(Math.min(2 * this.#rest, longestRest), 'asked too often');
      this.#pause();
    }
  }

  /** The service answered. */
  answered(): void {
    if (!this.#isRefused && this.#isSlowed) {
      this.#become(Math.max(this.#shortestRest, this.#rest / 2), 'answered');
      if (this.#resting !== undefined) {
        // The clock may have been set back.
        this.#pause(Math.min(this.#restingSince, this.#clock.now()));
      }
    }
  }

  dispose(): void {
    this.#full?.dispose();
    this.#resting?.dispose();
    // Whoever waits is to hear of it.
    this.#closed.abort();
    this.#queue.clear();
    this.#noteHold();
  }

  get #shortestRest(): number {
    return this.#limit.interval / this.#limit.burst;
  }

  get #isSlowed(): boolean {
    return this.#rest > this.#shortestRest;
  }

  #become(rest: number, why: string): void {
    this.#rest = rest;
    this.#trace(
      `${why}: ${this.#isSlowed ? `from now on a request each ${rest} ms` : 'as fast as the limit allows again'}`,
    );
  }

  /** Holds the next back while as many as the limit allows have gone: by our clock, which p-queue's own window does not take. */
  #count(): void {
    const { burst, interval } = this.#limit;
    const now = this.#clock.now();
    // The clock may have been set back.
    this.#passed = [...this.#passed, now].map((at) => Math.min(at, now)).filter((at) => now - at < interval);
    const first = this.#passed.at(-burst);
    if (first !== undefined) {
      this.#queue.pause();
      this.#full = this.#clock.after(first + interval - now, () => {
        this.#full = undefined;
        this.#goOn();
      });
    }
  }

  #goOn(): void {
    if (this.#full === undefined && this.#resting === undefined) {
      this.#queue.start();
    }
  }

  #pause(since = this.#clock.now()): void {
    this.#resting?.dispose();
    this.#restingSince = since;
    this.#queue.pause();
    this.#resting = this.#clock.after(Math.max(0, since + this.#rest - this.#clock.now()), () => {
      this.#resting = undefined;
      this.#isRefused = false;
      this.#goOn();
      this.#noteHold();
    });
    this.#noteHold();
  }

  #noteHold(): void {
    const isUserWaiting = this.#queue.sizeBy({ priority: priorities.user }) > 0;
    const heldUntil =
      isUserWaiting && this.#isSlowed && this.#resting !== undefined ? this.#restingSince + this.#rest : undefined;
    if (heldUntil !== this.#heldUntil) {
      this.#heldUntil = heldUntil;
      this.#onHold(heldUntil);
    }
  }
}
