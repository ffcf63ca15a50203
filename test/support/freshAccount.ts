import type { RecordedRequest } from './testServer';
import { ManyJobs, type Made, type ManyJobsOptions } from './manyJobs';
import { isOperation, operationOf } from './operations';
import { TestServer } from './testServer';

/** A server whose SES jobs a test controls. */
export class FreshAccount {
  private constructor(
    readonly many: ManyJobs,
    readonly server: TestServer,
    private readonly now: () => number,
  ) {}

  /** @param now the clock of the server and of new jobs, in milliseconds since the epoch */
  static async start(options: Omit<ManyJobsOptions, 'now'>, now = Date.now): Promise<FreshAccount> {
    const many = new ManyJobs({ ...options, now: now() });
    return new FreshAccount(many, await TestServer.start({ transport: many.transport, now }), now);
  }

  /** Returns the requests of an operation so far. */
  requests(operation: string): readonly RecordedRequest[] {
    return this.server.requests.filter((request) => operationOf(request) === operation);
  }

  /** Polls of SES: the only requests for both lists at once. */
  get looks(): readonly RecordedRequest[] {
    return this.requests('ListImportJobs').filter(({ body }) => !body.includes('ImportDestinationType'));
  }

  /** Adds a job in progress, in the suppression list or a contact list. */
  begin(id: string, list: 'suppression' | 'contact' = 'suppression'): Made {
    return this.many.add('ses', id, this.now(), list === 'suppression' ? 0 : 1);
  }

  /** Returns the number of requests for each operation since there were `since` requests. */
  counts(since: number): Readonly<Record<string, number>> {
    const asked = Map.groupBy(this.server.requests.slice(since), (request) => operationOf(request));
    return Object.fromEntries([...asked].map(([name, { length }]) => [name, length]));
  }

  /** Calls `act` before each response. @returns a function that undoes this */
  beforeAnswers(act: () => void): () => void {
    this.many.fault = () => {
      act();
      return undefined;
    };
    return () => {
      this.still();
    };
  }

  /** Responds normally from now on. */
  still(): void {
    this.many.fault = () => undefined;
    this.server.clearFaults();
  }

  /** Throttles the next requests for lists. @param times their number */
  storm(times: number): void {
    const headers = { 'content-type': 'application/json', 'x-amzn-errortype': 'TooManyRequestsException' };
    this.server.answer(
      isOperation('ListImportJobs'),
      { status: 429, headers, body: '{"message":"Rate exceeded"}' },
      { times },
    );
  }
}

/** Finishes a job. @param failed number of its failed records */
export function end(job: Made, failed = 0): void {
  job.status = 'COMPLETED';
  job.processed = 5000;
  job.failed = failed;
}
