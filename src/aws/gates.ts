import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import type { GateLimit } from '../core/diagnosis';
import type { Disposable } from '../core/disposable';
import { Emitter } from '../core/emitter';
import { RequestGate } from './requestGate';

export type GatedService = 'SES' | 'Pinpoint';
type Limits = Readonly<Record<GatedService, GateLimit>>;

const usual: Limits = {
  /**
   * SES allows one call a second for an account and region, all calls but sending together. A few at once are let
   * through, so that opening lists does not feel slow.
   */
  SES: { burst: 5, interval: 5000 },
  /**
   * Pinpoint allows 300 a second for each operation: far more than one who reads page after page asks for. It leaves most
   * to others, and is a rest to begin with, of 40 ms, should that have been too much.
   */
  Pinpoint: { burst: 50, interval: 1000 },
};

/**
 * The gates of a window: as AWS counts, one for each account, region and service, whatever profiles lead there. Where
 * credentials do not say whose they are, a connection has one of its own.
 */
export class Gates implements Disposable {
  readonly #clock: Clock;
  readonly #trace: (line: string) => void;
  readonly #limits: Limits;
  readonly #gates = new Map<string, RequestGate>();
  readonly #held = new Emitter<number | undefined>();

  /** @param limits how often a service may be asked; a test may ask its own server more often */
  constructor(clock: Clock, trace: (line: string) => void, limits: Partial<Limits> = {}) {
    this.#clock = clock;
    this.#trace = trace;
    this.#limits = { ...usual, ...limits };
  }

  /** The gate that all calls of a service with these credentials go through. */
  of(service: GatedService, { id, region }: Connection, accountId: string | undefined): RequestGate {
    const name = `${service} ${region} ${accountId ?? id}`;
    let gate = this.#gates.get(name);
    if (gate === undefined) {
      gate = new RequestGate(
        this.#clock,
        this.#limits[service],
        (line) => {
          this.#trace(`${name}: ${line}`);
        },
        () => {
          this.#held.fire(this.#heldUntil);
        },
      );
      this.#gates.set(name, gate);
    }
    return gate;
  }

  /**
   * A backoff holds back a request that the user waits for, until that time in milliseconds since the epoch: the first of
   * several. `undefined`: none does any more.
   */
  onDidHold(listener: (heldUntil: number | undefined) => void): Disposable {
    return this.#held.listen(listener);
  }

  get #heldUntil(): number | undefined {
    const times = [...this.#gates.values()].flatMap(({ heldUntil }) => heldUntil ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Ends all rests; whoever waits for a turn hears of it. */
  dispose(): void {
    for (const gate of this.#gates.values()) {
      gate.dispose();
    }
    this.#gates.clear();
  }
}
