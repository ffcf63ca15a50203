import type { HttpAnswer, HttpRequest } from '../../src/core/base/http';

export type Match = (request: HttpRequest) => boolean;
export type Reply = HttpAnswer | ((request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>);

/** The outcome of a request that a test affects. */
export type Fault = { readonly kind: 'answer'; readonly reply: Reply } | { readonly kind: 'hang' | 'reset' };

export interface RuleOptions {
  /** Number of requests; unlimited by default. */
  readonly times?: number;
}

/** Requests held by a test. */
export interface Hold {
  /** Continues the waiting requests and holds no more. */
  release(): void;
  /** Settles when the first request waits. */
  readonly arrived: Promise<void>;
  /** Settles when the client of a waiting request has disconnected. */
  readonly left: Promise<void>;
}

interface Gate {
  readonly match: Match;
  readonly arrive: () => void;
  readonly leave: () => void;
  readonly open: Promise<void>;
  readonly release: () => void;
}

interface Rule {
  readonly match: Match;
  readonly fault: Fault;
  left: number;
}

/** Rules of tests for certain requests. */
export class Faults {
  #rules: Rule[] = [];
  readonly #gates = new Set<Gate>();

  /** Adds a rule; the newest wins. @returns a function that removes it */
  add(match: Match, fault: Fault, { times = Infinity }: RuleOptions = {}): () => void {
    const rule: Rule = { match, fault, left: times };
    this.#rules.unshift(rule);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== rule);
    };
  }

  hold(match: Match): Hold {
    const arrival = Promise.withResolvers<undefined>();
    const departure = Promise.withResolvers<undefined>();
    const opening = Promise.withResolvers<undefined>();
    const gate: Gate = {
      match,
      arrive: () => {
        arrival.resolve(undefined);
      },
      leave: () => {
        departure.resolve(undefined);
      },
      open: opening.promise,
      release: () => {
        this.#gates.delete(gate);
        opening.resolve(undefined);
      },
    };
    this.#gates.add(gate);
    return { release: gate.release, arrived: arrival.promise, left: departure.promise };
  }

  clear(): void {
    this.#rules = [];
    for (const gate of this.#gates) {
      gate.release();
    }
  }

  /**
   * Waits while the request is held, then returns the fault of the first matching rule; `undefined` without one.
   * @param gone aborted when the client has disconnected
   */
  async meet(request: HttpRequest, gone: AbortSignal): Promise<Fault | undefined> {
    for (const gate of [...this.#gates].filter(({ match }) => match(request))) {
      gate.arrive();
      gone.addEventListener('abort', gate.leave);
      await gate.open;
    }
    const rule = this.#rules.find(({ match, left }) => left > 0 && match(request));
    if (rule !== undefined) {
      rule.left--;
    }
    return rule?.fault;
  }
}
