import assert from 'node:assert/strict';
import { connect, RateLimits, type ReadingOptions } from '../../../src/services/sdk';
import { systemClock, type Clock } from '../../../src/core/base/clock';
import type { Connection } from '../../../src/core/connections/connection';
import { ServiceError, type ServiceFailure } from '../../../src/core/failures/failure';
import { Folder } from '../../../src/core/jobs/folder';
import type { ImportJob, JobRef } from '../../../src/core/jobs/job';
import { JobStore } from '../../../src/core/jobs/jobStore';
import { isBranch, type Branch, type JobSource } from '../../../src/core/jobs/source';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { TestServer, type TestServerOptions } from '../../support/testServer';
import { profileFor, type ProfileOptions } from '../../support/testServerProfile';
import { backgroundPurpose, userPurpose, type RequestContext } from '../../../src/core/base/request';

export const work: Connection = { id: 'work', kind: 'aws', label: 'Work', region: 'eu-west-1', profile: 'work' };

export interface Services {
  readonly ses: JobSource;
  readonly mailManager: JobSource;
  readonly customerProfiles: JobSource;
  readonly pinpoint: JobSource;
}

const wide = { burst: 1000, interval: 1 };

/** Options that a test can change while a connection exists. */
export class Choices implements ReadingOptions {
  size = 50;
  shown: 'imported' | 'all' = 'imported';
  /** Whether SES's export jobs are shown. */
  exports = false;
  readonly lines: string[] = [];
  /** The clock's time: by default before Pinpoint’s end of support. Timers are real. */
  time = Date.UTC(2026, 9, 29);
  readonly clock: Clock = { now: () => this.time, after: (delay, then) => systemClock.after(delay, then) };
  /** Practically unlimited. */
  readonly rateLimits = new RateLimits(systemClock, (line) => void this.lines.push(line), {
    ses: wide,
    mailManager: wide,
    customerProfiles: wide,
    pinpoint: wide,
  });

  readonly pageSize = (): number => this.size;
  readonly setting = (name: string): unknown =>
    ({ 'pinpoint.segments': this.shown, 'ses.exportJobs': this.exports })[name];
  readonly formatCount = (count: number): string => count.toLocaleString('en');
  readonly reported: unknown[] = [];
  readonly report = (error: unknown): void => {
    this.reported.push(error);
  };
  readonly trace = (line: string): void => {
    this.lines.push(line);
  };
}

export async function getJob(source: JobSource, ref: JobRef): Promise<ImportJob> {
  return (await source.getJob(ref, clicked)).job;
}

/** Refreshes jobs and returns the results in order of arrival. */
export async function lookAt(source: JobSource, jobs: readonly JobRef[]): Promise<readonly ImportJob[]> {
  const seen: ImportJob[] = [];
  await source.refresh(
    jobs,
    { ...backgroundPurpose, signal: never },
    {
      onFound: (found) => seen.push(...found.jobs),
      onDeleted: () => undefined,
    },
  );
  return seen;
}

export function servicesOf(...[connection, options, transport]: Parameters<typeof connect>): Services {
  const sources = connect(connection, options, transport);
  const named = (service: string) => found(sources.find((source) => source.service === service));
  return {
    ses: named('ses'),
    mailManager: named('mailManager'),
    customerProfiles: named('customerProfiles'),
    pinpoint: named('pinpoint'),
  };
}

/** A test server and a connection to it by a profile of the AWS files. */
export class Connected implements Services {
  readonly ses: JobSource;
  readonly mailManager: JobSource;
  readonly customerProfiles: JobSource;
  readonly pinpoint: JobSource;

  private constructor(
    readonly server: TestServer,
    readonly files: OwnAwsFiles,
    readonly choices: Choices,
  ) {
    const services = servicesOf(work, choices);
    ({ ses: this.ses, mailManager: this.mailManager } = services);
    ({ customerProfiles: this.customerProfiles, pinpoint: this.pinpoint } = services);
  }

  static async start(options: TestServerOptions & Partial<ProfileOptions> = {}): Promise<Connected> {
    const server = await TestServer.start({ freeze: true, ...options });
    const files = await OwnAwsFiles.make(profileFor(server, { name: 'work', ...options }));
    return new Connected(server, files, new Choices());
  }

  /** Starts one for all tests of the calling suite. The server's faults are cleared after each test. */
  static forAll(use: (connected: Connected) => void): void {
    let connected: Connected;
    before(async () => {
      connected = await Connected.start();
      use(connected);
    });
    afterEach(() => {
      connected.server.clearFaults();
    });
    after(async () => {
      await connected.close();
    });
  }

  async close(): Promise<void> {
    await this.server.close();
    await this.files.takeAway();
  }

  /** Responds to every request with this body, as JSON unless it is text. */
  answer(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): void {
    this.server.answer(() => true, {
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'request-1', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** The distinctive part of each request: `GET /v1/apps {"page-size":"50"}`. */
  get asked(): readonly string[] {
    return this.server.requests.map(({ method, path, query, body }) => {
      return `${method} ${path} ${body === '' ? JSON.stringify(query) : body}`;
    });
  }
}

export const never = new AbortController().signal;

/** A request of the user, never cancelled. */
export const clicked: RequestContext = { ...userPurpose, signal: never };

/** A host whose name is too long to be looked up. */
export const unknownHost = Array<string>(4).fill('x'.repeat(63)).join('.');

/** Reads a whole branch, like the tree. */
export async function readWhole(branch: Branch, store = new JobStore()): Promise<Folder> {
  const folder = new Folder({ connectionId: work.id, branch, store, now: Date.now, onChange: () => undefined });
  do {
    await folder.loadMore();
  } while (folder.state.kind === 'idle');
  assert.deepEqual(folder.state, { kind: 'complete' });
  return folder;
}

/** Returns a branch in another by its label. */
export async function branchIn(branch: Branch, name: string): Promise<Branch> {
  const { branches } = await readWhole(branch);
  return found(branches.find(({ label }) => label === name));
}

export async function firstPage(branch: Branch) {
  const { items, nextToken } = await branch.readPage(undefined, clicked);
  return {
    branches: items.filter(isBranch),
    jobs: items.flatMap((item) => (isBranch(item) ? [] : [item])),
    nextToken,
  };
}

/** Returns the failure of a read. */
export async function failureOfRead(read: Promise<unknown>): Promise<ServiceFailure> {
  try {
    await read;
  } catch (error) {
    assert.ok(error instanceof ServiceError, `Not a ServiceError: ${String(error)}`);
    return error.failure;
  }
  return assert.fail('It did not fail.');
}

export function found<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
