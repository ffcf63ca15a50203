import PQueue from 'p-queue';
import type { Clock } from '../core/clock';
import type { Disposable } from '../core/disposable';

/** Who waits for an answer: somebody who clicked goes first. */
export type Urgency = 'user' | 'background';

export interface GateLimit {
  /** Requests that may begin in any `interval`. */
  readonly burst: number;
  /** Milliseconds. */
  readonly interval: number;
}

const priorities: Readonly<Record<Urgency, number>> = { user: 1, background: 0 };
const longestRest = 60_000;

/**
 * Lets requests through no faster than a service allows, those that somebody waits for first. When the service says
 * that it was too fast all the same, everyone rests: twice as long each time, until an answer has come through.
 */
export class RequestGate implements Disposable {
  readonly #queue: PQueue;
  readonly #clock: Clock;
  readonly #shortestRest: number;
  #rest: number;
  #resting: Disposable | undefined;

  constructor(clock: Clock, { burst, interval }: GateLimit) {
    this.#clock = clock;
    this.#shortestRest = interval / burst;
    this.#rest = this.#shortestRest;
    this.#queue = new PQueue({ intervalCap: burst, interval, strict: true });
  }

  /** Requests that wait for their turn. */
  get waiting(): number {
    return this.#queue.size;
  }

  /** How long everyone will rest when the service next says that it was too fast, in milliseconds. */
  get rest(): number {
    return this.#rest;
  }

  /**
   * Runs a request when its turn has come.
   * @throws what `request` throws, and the signal's reason when it is given up while it waits
   */
  pass<T>(request: () => Promise<T>, urgency: Urgency, signal: AbortSignal): Promise<T> {
    return this.#queue.add(request, { priority: priorities[urgency], signal });
  }

  /** The service said that it was asked too often. */
  throttled(): void {
    if (this.#resting !== undefined) {
      return; // Said of requests that were under way when the rest began.
    }
    this.#rest = Math.min(2 * this.#rest, longestRest);
    this.#queue.pause();
    this.#resting = this.#clock.after(this.#rest, () => {
      this.#resting = undefined;
      this.#queue.start();
    });
  }

  /** The service answered. */
  answered(): void {
    if (this.#resting === undefined) {
      this.#rest = Math.max(this.#shortestRest, this.#rest / 2);
    }
  }

  dispose(): void {
    this.#resting?.dispose();
    this.#queue.clear();
  }
}
