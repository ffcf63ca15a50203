import type { HttpAnswer, HttpRequest, Transport } from '../../src/core/base/http';
import { operationOf, tokenOf } from './operations';
import type { PinpointJob, SesJob } from './wire';

export const application = 'a0000000000000000000000000000001';

/** The common fields of both services' jobs, which a test can change. */
export interface Made {
  readonly id: string;
  status: string;
  processed: number;
  failed: number;
  readonly createdAt: number;
  readonly place: number;
  /** For Pinpoint; one of two by default. */
  pieces?: { completed: number; readonly total: number };
}

export interface ManyJobsOptions {
  /** Number of SES jobs, every third in a contact list. */
  readonly ses?: number;
  /** Number of Pinpoint jobs, all in one application. */
  readonly pinpoint?: number;
  /** Number of segments that these are spread over. */
  readonly segments?: number;
  /** Number of the newest jobs of each service that are in progress. */
  readonly running?: number;
  /** Creation time of the newest job, in milliseconds since the epoch. */
  readonly now: number;
}

/** An account with any number of jobs, newest first on pages of up to 100. Jobs progress when a test says so. */
export class ManyJobs {
  readonly ses: Made[];
  readonly pinpoint: Made[];
  readonly #segments: number;
  /** Number of URLs signed. */
  #signed = 0;
  /** Operation of each request answered. */
  readonly asked: string[] = [];
  /** Returns a response in place of the account's; `undefined` for the account's own. */
  fault: (request: HttpRequest) => HttpAnswer | undefined = () => undefined;

  constructor({ ses = 0, pinpoint = 0, segments = 1, running = 0, now }: ManyJobsOptions) {
    const make = (count: number) =>
      Array.from({ length: count }, (_, place) => ({
        id: `job-${count - place}`,
        status: place < running ? 'PROCESSING' : 'COMPLETED',
        processed: 1000,
        failed: 0,
        createdAt: now - place * 60_000,
        place,
      }));
    this.ses = make(ses);
    this.pinpoint = make(pinpoint);
    this.#segments = segments;
  }

  /** Lets all jobs in progress process more records. */
  move(): void {
    for (const job of [...this.ses, ...this.pinpoint]) {
      if (job.status === 'PROCESSING') {
        job.processed += 10;
      }
    }
  }

  /** Adds a job in progress, in a contact list or in segment 1 for an odd `place`. */
  add(service: 'ses' | 'pinpoint', id: string, now: number, place = 0): Made {
    const job: Made = { id, status: 'PROCESSING', processed: 1, failed: 0, createdAt: now, place };
    this[service].unshift(job);
    return job;
  }

  /** Returns the number of requests for each operation since the last call. */
  count(): Readonly<Record<string, number>> {
    const asked = this.asked.splice(0);
    return Object.fromEntries([...Map.groupBy(asked, (name) => name)].map(([name, { length }]) => [name, length]));
  }

  readonly transport: Transport = (request) => {
    const operation = operationOf(request);
    this.asked.push(operation);
    const fault = this.fault(request);
    if (fault !== undefined) {
      return Promise.resolve(fault);
    }
    const body = this.#answer(operation, request);
    return Promise.resolve(body === undefined ? notFound : { status: 200, headers: json, body: JSON.stringify(body) });
  };

  #answer(operation: string, request: HttpRequest): object | undefined {
    const [, , app = '', , segment = ''] = request.path.slice(1).split('/');
    const id = request.path.split('/').at(-1);
    switch (operation) {
      case 'ListImportJobs': {
        const { ImportDestinationType: type, PageSize: size } = JSON.parse(request.body) as {
          ImportDestinationType?: string;
          PageSize?: number;
        };
        const jobs =
          type === undefined
            ? this.ses
            : this.ses.filter(({ place }) => isContactList(place) === (type === 'CONTACT_LIST'));
        const { items, next } = pageOf(jobs, tokenOf(request), size);
        return { ImportJobs: items.map(sesJob), ...next };
      }
      case 'ses GetImportJob': {
        const job = this.ses.find((made) => made.id === id);
        return (
          job && {
            ...sesJob(job),
            ...failuresOf(job, ++this.#signed),
            ImportDataSource: { DataFormat: 'CSV', S3Url: `s3://imports/${job.id}.csv` },
          }
        );
      }
      case 'GetApps':
        return {
          Item: [
            {
              Arn: `arn:aws:mobiletargeting:eu-west-1:111122223333:apps/${application}`,
              Id: application,
              Name: 'Many',
            },
          ],
        };
      case 'GetSegments': {
        const all = Array.from({ length: this.#segments }, (_, place) => place);
        const { items, next } = pageOf(all, tokenOf(request), Number(request.query['page-size']));
        return { Item: items.map((place) => segmentResponse(place)), ...next };
      }
      case 'GetImportJobs':
      case 'GetSegmentImportJobs': {
        const ofSegment = (made: Made) => this.#segmentOf(made) === segment;
        const jobs = operation === 'GetImportJobs' ? this.pinpoint : this.pinpoint.filter(ofSegment);
        const { items, next } = pageOf(jobs, tokenOf(request), Number(request.query['page-size']));
        return app === application ? { Item: items.map((job) => this.#pinpointJob(job)), ...next } : undefined;
      }
      case 'pinpoint GetImportJob': {
        const job = this.pinpoint.find((made) => made.id === id);
        return job && this.#pinpointJob(job);
      }
      default:
        return undefined;
    }
  }

  #segmentOf({ place }: Made): string {
    return segmentId(place % this.#segments);
  }

  #pinpointJob(job: Made): PinpointJob {
    return {
      ApplicationId: application,
      Id: job.id,
      JobStatus: job.status,
      CreationDate: new Date(job.createdAt).toISOString(),
      ...(job.status === 'PROCESSING' ? {} : { CompletionDate: new Date(job.createdAt + 30_000).toISOString() }),
      TotalProcessed: job.processed,
      TotalFailures: job.failed,
      CompletedPieces: job.pieces?.completed ?? 1,
      TotalPieces: job.pieces?.total ?? 2,
      Type: 'IMPORT',
      Definition: {
        DefineSegment: true,
        Format: 'CSV',
        RoleArn: 'arn:aws:iam::111122223333:role/pinpoint-import',
        S3Url: `s3://imports/${job.id}.csv`,
        SegmentId: this.#segmentOf(job),
        SegmentName: `Segment ${job.place % this.#segments}`,
      },
    };
  }
}

/** Returns the id of the segment with this index. */
export function segmentId(place: number): string {
  return `s${String(place).padStart(31, '0')}`;
}

const json = { 'content-type': 'application/json', 'x-amzn-requestid': 'request-1' };
const notFound: HttpAnswer = {
  status: 404,
  headers: { ...json, 'x-amzn-errortype': 'NotFoundException' },
  body: '{"message":"None"}',
};

function isContactList(place: number): boolean {
  return place % 3 === 1;
}

function sesJob({ id, status, processed, failed, createdAt, place }: Made): SesJob {
  return {
    JobId: id,
    JobStatus: status,
    CreatedTimestamp: createdAt / 1000,
    ProcessedRecordsCount: processed,
    FailedRecordsCount: failed,
    ImportDestination: isContactList(place)
      ? { ContactListDestination: { ContactListName: 'news', ContactListImportAction: 'PUT' } }
      : { SuppressionListDestination: { SuppressionListImportAction: 'PUT' } },
  };
}

/** Returns a job's failed-records file, by a URL that is signed again for each response. */
function failuresOf({ id, failed }: Made, signature: number): Pick<SesJob, 'FailureInfo'> {
  const url = `https://files.invalid/${id}.csv?X-Amz-Signature=made-up-${signature}`;
  return failed > 0 ? { FailureInfo: { FailedRecordsS3Url: url } } : {};
}

function segmentResponse(place: number): object {
  return {
    ApplicationId: application,
    Id: segmentId(place),
    Name: `Segment ${place}`,
    SegmentType: 'IMPORT',
    ImportDefinition: { Size: 1 },
  };
}

function pageOf<T>(
  all: readonly T[],
  token = '0',
  size = 100,
): { readonly items: readonly T[]; readonly next: { readonly NextToken?: string } } {
  const from = Number(token);
  const to = from + Math.min(size, 100);
  return { items: all.slice(from, to), next: to < all.length ? { NextToken: String(to) } : {} };
}
