import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { FinalizeRequestMiddleware, Pluggable } from '@smithy/types';
import type { Clock } from '../core/clock';
import type { Connection } from '../core/connection';
import type { GateLimit } from '../core/diagnosis';
import { turnUnderWay } from './call';
import type { ClientConfig } from './clients';
import { kindOf } from './failures';
import { RequestGate } from './requestGate';

/**
 * SES allows one call a second for an account and region, all calls but sending together. A few at once are let through,
 * so that opening lists does not feel slow.
 */
const sesLimit: GateLimit = { burst: 5, interval: 5000 };

/**
 * The gates of a window: as AWS counts, one for each account and region, whatever profiles lead there. Where credentials
 * do not say whose they are, a connection has one of its own.
 */
export class Gates {
  readonly #clock: Clock;
  readonly #trace: (line: string) => void;
  readonly #limit: GateLimit;
  readonly #gates = new Map<string, RequestGate>();

  /** @param limit how often SES may be asked; a test may ask its own server more often */
  constructor(clock: Clock, trace: (line: string) => void, limit = sesLimit) {
    this.#clock = clock;
    this.#trace = trace;
    this.#limit = limit;
  }

  /** The gate that all calls of SES with these credentials go through. */
  ofSes({ id, region }: Connection, accountId: string | undefined): RequestGate {
    const name = `SES ${region} ${accountId ?? id}`;
    let gate = this.#gates.get(name);
    if (gate === undefined) {
      gate = new RequestGate(this.#clock, this.#limit, (line) => {
        this.#trace(`${name}: ${line}`);
      });
      this.#gates.set(name, gate);
    }
    return gate;
  }
}

/** A client of SES whose attempts all go through its gate. */
export function sesClient(config: ClientConfig & { readonly maxAttempts?: number }, gate?: () => RequestGate): SESv2Client {
  const client = new SESv2Client(config);
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
