import { keyOf, type ImportJob, type JobRef } from '../../../src/core/jobs/job';
import type { RequestContext } from '../../../src/core/base/request';
import type { Branch, JobSource, Stamped } from '../../../src/core/jobs/source';
import { nextSentAs } from '../../support/sentAs';
import { settled, ScriptedPages } from './scriptedPages';

/** A request to which the test responds. */
export interface Asked<Q, A> {
  readonly what: Q;
  readonly signal: AbortSignal;
  readonly mayPrompt: boolean;
  /** Stamps the request as sent now rather than when it was made. */
  readonly send: () => void;
  answer(answer: A): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A call whose responses a test gives, in any order. */
export class ScriptedCall<Q, A> {
  readonly asked: Asked<Q, A>[] = [];

  readonly call = (what: Q, { signal, mayPrompt }: RequestContext): Promise<Stamped & { readonly answer: A }> => {
    const { promise, resolve, reject } = Promise.withResolvers<Stamped & { readonly answer: A }>();
    let sentAs = nextSentAs();
    this.asked.push({
      what,
      signal,
      send: () => {
        sentAs = nextSentAs();
      },
      mayPrompt,
      answer: async (answer) => {
        resolve({ answer, sentAs });
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
  get last(): Asked<Q, A> {
    const last = this.asked.at(-1);
    if (last === undefined) {
      throw new Error('Nothing was asked.');
    }
    return last;
  }
}

export class ScriptedBranch implements Branch {
  readonly icon = 'folder';
  readonly emptyText = 'Nothing here';
  readonly label: string;
  readonly fixed?: readonly Branch[];
  readonly pages = new ScriptedPages<Branch | ImportJob>();
  readonly readPage = this.pages.readPage;

  constructor(
    readonly id: string,
    { label = id, fixed }: { readonly label?: string; readonly fixed?: readonly Branch[] } = {},
  ) {
    this.label = label;
    if (fixed !== undefined) {
      this.fixed = fixed;
    }
  }
}

/** A service with two lists, `all` and `part`. */
export class ScriptedSource implements JobSource {
  readonly all = new ScriptedBranch('all');
  readonly part = new ScriptedBranch('part');
  readonly root = new ScriptedBranch('root', { fixed: [this.all, this.part] });
  readonly gets = new ScriptedCall<JobRef, ImportJob>();
  readonly looks = new ScriptedCall<readonly JobRef[], readonly ImportJob[]>();
  readonly getJob: JobSource['getJob'] = async (ref, context) => {
    const { answer, sentAs } = await this.gets.call(ref, context);
    return { job: answer, sentAs };
  };
  readonly refresh: JobSource['refresh'] = async (jobs, context, listener) => {
    const { answer, sentAs } = await this.looks.call(jobs, context);
    const present = new Set(answer.map(({ key }) => key));
    listener.onFound({ jobs: answer, sentAs });
    listener.onDeleted(jobs.filter((ref) => !present.has(keyOf(ref))));
  };

  constructor(readonly service = 'ses') {}
}
