import type { HttpAnswer, HttpRequest } from '../../src/core/http';

export type Match = (request: HttpRequest) => boolean;
export type Reply = HttpAnswer | ((request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>);

/** How a request that a test has laid hands on ends. */
export type Fault = { readonly kind: 'answer'; readonly reply: Reply } | { readonly kind: 'hang' | 'reset' };

export interface RuleOptions {
  /** For so many requests; without it until undone. */
  readonly times?: number;
}

/** A gate that requests wait at. */
export interface Hold {
  /** Lets the requests that wait go on, and stops no more. */
  release(): void;
  /** Settles when the first request has come to the gate. */
  readonly arrived: Promise<void>;
  /** Settles when the client of a request that waits there has gone. */
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

/** What tests have told the server to do with certain requests. */
export class Faults {
  #rules: Rule[] = [];
  readonly #gates = new Set<Gate>();

  /** The newest rule goes first. @returns takes the rule back */
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
   * Waits at the gates, then takes the first rule that fits; `undefined` where none does.
   * @param gone aborted when the client has gone
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
