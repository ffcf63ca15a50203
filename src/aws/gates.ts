import type { FinalizeRequestMiddleware, MiddlewareStack, Pluggable } from '@smithy/types';
import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import type { GateLimit } from '../core/diagnosis';
import type { Disposable } from '../core/disposable';
import { turnUnderWay } from './call';
import { kindOf } from './failures';
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
      gate = new RequestGate(this.#clock, this.#limits[service], (line) => {
        this.#trace(`${name}: ${line}`);
      });
      this.#gates.set(name, gate);
    }
    return gate;
  }

  /** Ends all rests; whoever waits for a turn hears of it. */
  dispose(): void {
    for (const gate of this.#gates.values()) {
      gate.dispose();
    }
    this.#gates.clear();
  }
}

/** The same client, but that all attempts go through its gate, if it has one. */
export function gated<C, Input extends object, Output extends object>(
  client: C & { readonly middlewareStack: MiddlewareStack<Input, Output> },
  gate: (() => RequestGate) | undefined,
): C {
  if (gate !== undefined) {
    client.middlewareStack.use(throughGate(gate));
  }
  return client;
}

/**
 * Tells the gate how each attempt went, and has each after the first, which a call has waited for, wait for a turn of its
 * own: the SDK tries again by itself. A turn ends as its request begins, so that none waits for another's end.
 */
function throughGate<Input extends object, Output extends object>(gate: () => RequestGate): Pluggable<Input, Output> {
  const attempt: FinalizeRequestMiddleware<Input, Output> = (next) => {
    let isFirst = true;
    return (args) => {
      const turn = isFirst ? undefined : turnUnderWay.getStore();
      isFirst = false;
      const go = () => told(gate, () => next(args));
      return turn === undefined ? go() : gate().pass(go, turn.urgency, turn.signal);
    };
  };
  return {
    applyToStack: (stack) => {
      // Before the signature, which is good for some minutes only.
      stack.addRelativeTo(attempt, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'throughGate' });
    },
  };
}

async function told<T>(gate: () => RequestGate, send: () => Promise<T>): Promise<T> {
  try {
    const answer = await send();
    gate().answered();
    return answer;
  } catch (error) {
    const { kind, httpStatus } = kindOf(error);
    if (kind === 'throttled') {
      gate().throttled();
    } else if (httpStatus !== undefined) {
      gate().answered();
    }
    throw error;
  }
}
