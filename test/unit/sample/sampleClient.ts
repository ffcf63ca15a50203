import assert from 'node:assert/strict';
import type { HttpAnswer, Transport } from '../../../src/core/base/http';
import type { AddressListJob } from '../../support/addressLists';
import { createSampleAccount, type SampleAccount } from '../../support/sampleAccount';

export interface PinpointJobJson {
  readonly ApplicationId: string;
  readonly Id: string;
  readonly JobStatus: string;
  readonly CreationDate: string;
  readonly CompletionDate?: string;
  readonly CompletedPieces?: number;
  readonly FailedPieces?: number;
  readonly TotalPieces?: number;
  readonly TotalProcessed?: number;
  readonly TotalFailures?: number;
  readonly Failures?: readonly string[];
  readonly Definition: { readonly DefineSegment: boolean; readonly SegmentId?: string; readonly SegmentName?: string };
}

export interface SesJobJson {
  readonly JobId: string;
  readonly JobStatus: string;
  readonly CreatedTimestamp: number;
  readonly CompletedTimestamp?: number;
  readonly ProcessedRecordsCount?: number;
  readonly FailedRecordsCount?: number;
  readonly FailureInfo?: { readonly ErrorMessage?: string; readonly FailedRecordsS3Url?: string };
  readonly ImportDestination: {
    readonly ContactListDestination?: { readonly ContactListName: string };
    readonly SuppressionListDestination?: { readonly SuppressionListImportAction: string };
  };
}

export interface SegmentJson {
  readonly Id: string;
  readonly Name?: string;
  readonly SegmentType: string;
}

export interface AddressListJson {
  readonly AddressListId: string;
  readonly AddressListName: string;
  readonly AddressListArn: string;
  readonly CreatedTimestamp: number;
  readonly LastUpdatedTimestamp: number;
}

interface PinpointPage<T> {
  readonly Item: readonly T[];
  readonly NextToken: string | null;
}

interface SesPage {
  readonly ImportJobs: readonly SesJobJson[];
  readonly NextToken?: string;
}

type Query = Readonly<Record<string, string>>;

/** A Sunday morning, so that working hours are some time before. */
export const sunday = Date.parse('2026-11-22T10:45:00.250Z');

/** Sends requests to a transport like a client of the REST APIs, without the SDK. */
export class SampleClient {
  constructor(readonly transport: Transport) {}

  async send(method: string, path: string, query: Query = {}, body = ''): Promise<HttpAnswer> {
    return await this.transport({ method, path, query, headers: {}, body });
  }

  async get<T>(path: string, query: Query = {}): Promise<T> {
    return parsed(await this.send('GET', path, query)) as T;
  }

  async listSes(request: Readonly<Record<string, unknown>> = {}): Promise<SesPage> {
    return parsed(await this.send('POST', '/v2/email/import-jobs/list', {}, JSON.stringify(request))) as SesPage;
  }

  async sesJob(id: string): Promise<SesJobJson> {
    return await this.get<SesJobJson>(`/v2/email/import-jobs/${id}`);
  }

  /** Returns every page of a Pinpoint list. @param between called after each page */
  async pinpointPages<T>(path: string, query: Query = {}, between?: () => void): Promise<(readonly T[])[]> {
    const pages: (readonly T[])[] = [];
    let token: string | null = null;
    do {
      const page: PinpointPage<T> = await this.get(path, { ...query, ...(token === null ? {} : { token }) });
      pages.push(page.Item);
      token = page.NextToken;
      between?.();
    } while (token !== null);
    return pages;
  }

  async sesPages(
    request: Readonly<Record<string, unknown>> = {},
    between?: () => void,
  ): Promise<(readonly SesJobJson[])[]> {
    const pages: (readonly SesJobJson[])[] = [];
    let token: string | undefined;
    do {
      const page = await this.listSes({ ...request, ...(token === undefined ? {} : { NextToken: token }) });
      pages.push(page.ImportJobs);
      token = page.NextToken;
      between?.();
    } while (token !== undefined);
    return pages;
  }

  async sesJobs(request: Readonly<Record<string, unknown>> = {}): Promise<SesJobJson[]> {
    return (await this.sesPages(request)).flat();
  }

  /** Calls an operation of Mail Manager, whose protocol is AWS JSON. */
  async mailManager<T>(operation: string, fields: Readonly<Record<string, unknown>> = {}): Promise<T> {
    return parsed(await this.sendToMailManager(operation, JSON.stringify(fields))) as T;
  }

  async sendToMailManager(operation: string, body: string): Promise<HttpAnswer> {
    const headers = { 'x-amz-target': `MailManagerSvc.${operation}` };
    return await this.transport({ method: 'POST', path: '/', query: {}, headers, body });
  }

  async addressLists(): Promise<readonly AddressListJson[]> {
    return (await this.#pages<AddressListJson>('ListAddressLists', 'AddressLists')).flat();
  }

  /** Returns every page of an address list's jobs. */
  addressListPages(AddressListId: string, PageSize?: number): Promise<(readonly AddressListJob[])[]> {
    return this.#pages('ListAddressListImportJobs', 'ImportJobs', { AddressListId, PageSize });
  }

  async addressListJobs(id: string): Promise<readonly AddressListJob[]> {
    return (await this.addressListPages(id)).flat();
  }

  async pinpointJobs(applicationId: string): Promise<PinpointJobJson[]> {
    return (await this.pinpointPages<PinpointJobJson>(`/v1/apps/${applicationId}/jobs/import`)).flat();
  }

  /** Returns every page of a list of Mail Manager. */
  async #pages<T>(operation: string, field: string, fields: object = {}): Promise<(readonly T[])[]> {
    const pages: (readonly T[])[] = [];
    let token: string | undefined;
    do {
      const page = await this.mailManager<Record<string, readonly T[]> & { NextToken?: string }>(operation, {
        ...fields,
        NextToken: token,
      });
      pages.push(page[field] ?? assert.fail(field));
      token = page.NextToken;
    } while (token !== undefined);
    return pages;
  }
}

/** A sample account with a clock that tests advance. */
export class SampleFixture {
  time: number;
  readonly account: SampleAccount;
  readonly client: SampleClient;

  constructor(options: { readonly start?: number; readonly seed?: number } = {}) {
    this.time = options.start ?? sunday;
    const { seed } = options;
    this.account = createSampleAccount({ now: () => this.time, ...(seed === undefined ? {} : { seed }) });
    this.client = new SampleClient(this.account.transport);
  }

  application(name: string) {
    return found(this.account.applications.find((application) => application.name === name));
  }

  /** Returns the path of a segment's import jobs. @param folder the segment's name in the sample account's code */
  segmentJobs(folder: string): string {
    const application = found(
      this.account.applications.find(({ segments }) => segments.some((one) => one.folder === folder)),
    );
    const segment = found(application.segments.find((one) => one.folder === folder));
    return `/v1/apps/${application.id}/segments/${segment.id}/jobs/import`;
  }

  async allPinpointJobs(): Promise<PinpointJobJson[]> {
    return (await Promise.all(this.account.applications.map(({ id }) => this.client.pinpointJobs(id)))).flat();
  }
}

export function found<T>(value: T | undefined): T {
  assert.notEqual(value, undefined);
  return value as T;
}

function parsed({ status, body }: HttpAnswer): unknown {
  assert.equal(status, 200, body);
  return JSON.parse(body);
}
