import type { RecordedRequest } from './testServer';
import { ManyJobs, type Made, type ManyJobsOptions } from './manyJobs';
import { isOperation, operationOf } from './operations';
import { TestServer } from './testServer';

/** A server whose SES jobs do what a test says. */
export class FreshAccount {
  private constructor(
    readonly many: ManyJobs,
    readonly server: TestServer,
    private readonly now: () => number,
  ) {}

  /** @param now the time of the server and of what begins, in milliseconds since the epoch */
  static async start(options: Omit<ManyJobsOptions, 'now'>, now = Date.now): Promise<FreshAccount> {
    const many = new ManyJobs({ ...options, now: now() });
    return new FreshAccount(many, await TestServer.start({ transport: many.transport, now }), now);
  }

  /** The requests of an operation so far. */
  requests(operation: string): readonly RecordedRequest[] {
    return this.server.requests.filter((request) => operationOf(request) === operation);
  }

  /** Looks at jobs in progress: of SES, only these ask for both lists at once. */
  get looks(): readonly RecordedRequest[] {
    return this.requests('ListImportJobs').filter(({ body }) => !body.includes('ImportDestinationType'));
  }

  /** A new job in progress: in the suppression list, or else in a contact list. */
  begin(id: string, list: 'suppression' | 'contact' = 'suppression'): Made {
    return this.many.add('ses', id, this.now(), list === 'suppression' ? 0 : 1);
  }

  /** How often each operation was asked for since there were so many requests. */
  counts(since: number): Readonly<Record<string, number>> {
    const asked = Map.groupBy(this.server.requests.slice(since), (request) => operationOf(request));
    return Object.fromEntries([...asked].map(([name, { length }]) => [name, length]));
  }

  /** Does something each time that it is asked, before it answers. @returns undoes that */
  beforeAnswers(act: () => void): () => void {
    this.many.fault = () => {
      act();
      return undefined;
    };
    return () => {
      this.still();
    };
  }

  /** Answers like any account from now on. */
  still(): void {
    this.many.fault = () => undefined;
    this.server.clearFaults();
  }

  /** The next so many requests for lists are refused, so often was asked. */
  storm(times: number): void {
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' };
    this.server.answer(
      isOperation('ListImportJobs'),
      { status: 429, headers, body: '{"message":"Rate exceeded"}' },
      { times },
    );
  }
}

/** @param failed so many of its records did */
export function end(job: Made, failed = 0): void {
  job.status = 'COMPLETED';
  job.processed = 5000;
  job.failed = failed;
}
