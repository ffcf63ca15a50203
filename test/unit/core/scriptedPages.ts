import { setImmediate } from 'node:timers/promises';
import type { RequestContext } from '../../../src/core/base/request';
import type { Page } from '../../../src/core/jobs/source';
import { nextSentAs } from '../../support/sentAs';

/** A request for a page, to which the test responds. */
export interface AskedPage<T = string> {
  readonly token: string | undefined;
  /** Number of items still wanted. */
  readonly wanted: number | undefined;
  readonly signal: AbortSignal;
  readonly mayPrompt: boolean;
  /** Stamps the request as sent now rather than when it was made. */
  readonly send: () => void;
  answer(items: readonly T[], nextToken?: string): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A service whose responses a test gives, in any order. */
export class ScriptedPages<T = string> {
  readonly asked: AskedPage<T>[] = [];

  readonly readPage = (
    token: string | undefined,
    { signal, mayPrompt }: RequestContext,
    wanted?: number,
  ): Promise<Page<T>> => {
    const { promise, resolve, reject } = Promise.withResolvers<Page<T>>();
    let sentAs = nextSentAs();
    this.asked.push({
      token,
      wanted,
      signal,
      mayPrompt,
      send: () => {
        sentAs = nextSentAs();
      },
      answer: async (items, nextToken) => {
        resolve({ items, sentAs, ...(nextToken === undefined ? {} : { nextToken }) });
        await settled();
      },
      fail: async (error) => {
        reject(error);
        await settled();
      },
    });
    return promise;
  };

  /** The newest request. */
  get last(): AskedPage<T> {
    const last = this.asked.at(-1);
    if (last === undefined) {
      throw new Error('Nothing was asked.');
    }
    return last;
  }

  get tokens(): readonly (string | undefined)[] {
    return this.asked.map(({ token }) => token);
  }
}

/** Waits until everything that follows from resolved promises has happened. */
export async function settled(): Promise<void> {
  await setImmediate();
}
