import { constructStack } from '@smithy/core/client';
import { HttpRequest } from '@smithy/core/transport';
import type { MetadataBearer } from '@smithy/types';
import { rawOf, timeOf, type Answer } from '../../src/aws/requests/call';
import type { ClientConfig } from '../../src/aws/requests/clients';
import { probeCall } from '../../src/aws/diagnosis/probeCall';
import { sentAsOf } from '../../src/aws/requests/sentAs';
import type { Service, ServiceAccess } from '../../src/aws/sdkService';
import { defined } from '../../src/core/base/defined';
import { keyOf, type ImportJob, type JobPhase, type JobRef } from '../../src/core/jobs/job';
import type { JsonValue } from '../../src/core/text/json';
import { userPurpose, type RequestContext } from '../../src/core/base/request';
import type { Branch, JobSource, Page, StampedJob } from '../../src/core/jobs/source';
import { notFound } from '../../src/sample/answers';
import type { SampleService } from '../../src/sample/router';
import { unitOf } from './jobs';

/*
 * A service that AWS does not have, with nothing in common with those it has: depots, routes in each and import jobs in each
 * route. Its statuses, counts and list levels are its own, its jobs have no source in S3, and its responses have secrets.
 */

export const uploadToken = 'hidden-upload-token';

type ParcelJob = Readonly<Record<'Id' | 'Depot' | 'Route' | 'State' | 'Begun', string>> & {
  readonly Created?: number;
  readonly Updated?: number;
  readonly Rejected?: number;
  readonly Batches?: { readonly Done: number; readonly Failed: number; readonly All: number };
  readonly Upload: { readonly Url: string; readonly Token: string };
};

const Upload = { Url: 'https://uploads.invalid/file?signature=hidden', Token: uploadToken };
const place = { Depot: 'depot-1', Route: 'route-1' };
const jobs: readonly ParcelJob[] = [
  {
    ...place,
    Id: 'parcel-1',
    State: 'LOADING',
    Begun: '2026-11-22T09:15:00.000Z',
    Created: 1_200,
    Updated: 34,
    Rejected: 0,
    Batches: { Done: 2, Failed: 1, All: 12 },
    Upload,
  },
  { ...place, Id: 'parcel-2', State: 'DELIVERED', Begun: '2026-11-21T09:15:00.000Z', Created: 7, Rejected: 2, Upload },
  { ...place, Id: 'parcel-3', State: 'RETURNED', Begun: '2026-11-20T09:15:00.000Z', Upload },
  { ...place, Id: 'parcel-4', State: 'ON_A_SHIP', Begun: '2026-11-19T09:15:00.000Z', Upload },
];

/** Its part of a sample account. */
export function parcelSample(): SampleService {
  const find = (id = '') => {
    const job = jobs.find(({ Id }) => Id === id);
    if (job === undefined) throw notFound(`There is no job ${id}.`);
    return job;
  };
  return {
    prefix: '/parcels/',
    routes: [
      { path: '/parcels/depots', methods: { GET: () => ({ Depots: [{ Id: 'depot-1', Name: 'North depot' }] }) } },
      { path: '/parcels/depots/*', methods: { GET: () => ({ Routes: [{ Id: 'route-1', Name: 'Monday tour' }] }) } },
      { path: '/parcels/depots/*/*', methods: { GET: () => ({ Jobs: jobs }) } },
      { path: '/parcels/jobs/*', methods: { GET: ([id]) => find(id) } },
    ],
    errorBody: (message) => ({ message }),
  };
}

interface Response extends Answer {
  readonly Depots?: readonly { readonly Id: string; readonly Name: string }[];
  readonly Routes?: readonly { readonly Id: string; readonly Name: string }[];
  readonly Jobs?: readonly ParcelJob[];
}

/** What the SDK would provide. */
class ParcelClient {
  readonly middlewareStack = constructStack<object, MetadataBearer>();
  readonly config = { maxAttempts: () => Promise.resolve(1) };

  constructor(private readonly clientConfig: ClientConfig) {}

  async get<T extends Answer>(path: string, abortSignal: AbortSignal): Promise<T> {
    const send = this.middlewareStack.resolve(async () => {
      const request = new HttpRequest({ method: 'GET', hostname: 'parcels.invalid', path });
      const { response } = await this.clientConfig.requestHandler.handle(request, { abortSignal });
      const body = JSON.parse(new TextDecoder().decode(response.body as Uint8Array)) as object;
      const { statusCode: httpStatusCode } = response;
      const $metadata = defined<MetadataBearer['$metadata']>({
        httpStatusCode,
        requestId: response.headers['x-amzn-requestid'],
      });
      if (httpStatusCode >= 400) throw Object.assign(new Error('Refused'), { name: 'NotFoundException', $metadata });
      return { response, output: { ...body, $metadata } };
    }, {});
    const { output } = await send({ input: {} });
    return output as MetadataBearer & T;
  }

  destroy(): void {
    // It keeps no connections.
  }
}

const service = 'parcels';
const routeListId = (depot: string, route: string) => `${depot}/${route}`;

const phases: Readonly<Record<string, JobPhase>> = {
  LOADING: 'running',
  DELIVERED: 'succeeded',
  RETURNED: 'cancelled',
};

function mapJob(job: ParcelJob, complete: boolean, requestId?: string): ImportJob {
  const ref = { service, id: job.Id, scope: job.Depot };
  const { Upload: secret, ...shown } = job;
  const count = (id: string, value: number | undefined, tone?: 'bad') =>
    value === undefined ? [] : [{ id, label: id, value, ...(tone && { tone }) }];
  const phase = phases[job.State] ?? 'unknown';
  return defined<ImportJob>({
    ...ref,
    key: keyOf(ref),
    status: job.State,
    phase: phase === 'succeeded' && (job.Rejected ?? 0) > 0 ? 'succeededWithFailures' : phase,
    createdAt: timeOf(job.Begun),
    counts: [
      ...count('Created', job.Created),
      ...count('Updated', job.Updated),
      ...count('Rejected', job.Rejected, 'bad'),
    ],
    progress: job.Batches && {
      done: job.Batches.Done,
      failed: job.Batches.Failed,
      total: job.Batches.All,
      unit: unitOf('batches'),
    },
    title: 'Parcel import',
    target: `Route ${job.Route}`,
    purpose: 'Adds parcels to the route',
    facts: [
      {
        id: 'depot',
        section: 'destination',
        label: 'Depot ID',
        value: job.Depot,
        code: true,
        copyable: true,
        listId: job.Depot,
        labelIn: 'breadcrumb',
      },
      {
        id: 'route',
        section: 'destination',
        label: 'Route ID',
        value: job.Route,
        code: true,
        listId: routeListId(job.Depot, job.Route),
        labelIn: 'title',
      },
      { id: 'uploadHost', section: 'source', label: 'Uploaded to', value: new URL(secret.Url).host },
    ],
    listIds: [routeListId(job.Depot, job.Route)],
    complete,
    requestId,
    raw: rawOf(shown),
  });
}

function parcelSource({ region, callsOf }: ServiceAccess): JobSource {
  const call = callsOf((config) => new ParcelClient(config));
  const get = (operation: string, path: string, context: RequestContext) =>
    call(operation, (client) => client.get<Response>(path, context.signal), context, path);

  async function readPage<T>(
    operation: string,
    path: string,
    context: RequestContext,
    itemsOf: (response: Response) => readonly T[],
  ): Promise<Page<T>> {
    const response = await get(operation, path, context);
    return { items: itemsOf(response), sentAs: sentAsOf(response) };
  }

  async function getJob({ id }: JobRef, context: RequestContext): Promise<StampedJob> {
    const response = await call(
      'ShowJob',
      (client) => client.get<Answer & ParcelJob>(`/parcels/jobs/${id}`, context.signal),
      context,
    );
    const { $metadata, ...job } = response;
    return { job: mapJob(job, true, $metadata.requestId), sentAs: sentAsOf(response) };
  }

  const routeList = (
    depot: string,
    { Id: id, Name: label }: { readonly Id: string; readonly Name: string },
  ): Branch => ({
    id: routeListId(depot, id),
    icon: 'milestone',
    label,
    emptyText: 'No imports on this route',
    readPage: (_, context) =>
      readPage('ListJobs', `/parcels/depots/${depot}/${id}`, context, ({ Jobs = [] }) =>
        Jobs.map((job) => mapJob(job, false)),
      ),
  });

  const depotList = ({ Id: id, Name: label }: { readonly Id: string; readonly Name: string }): Branch => ({
    id,
    icon: 'home',
    label,
    emptyText: 'No routes in this depot',
    readPage: (_, context) =>
      readPage('ListRoutes', `/parcels/depots/${id}`, context, ({ Routes = [] }) =>
        Routes.map((route) => routeList(id, route)),
      ),
  });

  return {
    service,
    root: {
      id: 'parcels',
      icon: 'package',
      label: parcels.description.label,
      emptyText: `No depots in ${region}`,
      readPage: (_, context) =>
        readPage('ListDepots', '/parcels/depots', context, ({ Depots = [] }) => Depots.map(depotList)),
    },
    getJob,
    refresh: async (wanted, context, listener) => {
      for (const ref of wanted) {
        const { job, sentAs } = await getJob(ref, context);
        listener.onFound({ jobs: [job], sentAs });
      }
    },
  };
}

export const parcels: Service = {
  description: {
    id: service,
    label: 'Amazon Parcels',
    shortLabel: 'Parcels',
    endpointName: 'parcels',
    iamPrefix: 'parcels',
    iamGrants: [
      { sid: 'ListParcels', actions: ['parcels:ListDepots', 'parcels:ListRoutes', 'parcels:ListJobs'] },
      { sid: 'ShowParcels', actions: ['parcels:ShowJob'], resource: 'jobs/*' },
    ],
    rateLimit: { burst: 1, interval: 1000 },
    listSettings: [],
    isAvailableIn: (region) => region === 'eu-west-1',
  },
  source: parcelSource,
  probes: {
    names: ['ListDepots', 'ShowJob'],
    sendAny: () => Promise.resolve(undefined),
    run: async ({ callsOf }, signal) => {
      const call = callsOf((config) => new ParcelClient(config));
      const probe = async (name: string, path: string) =>
        (await probeCall(call, name, (client) => client.get<Response>(path, signal), { ...userPurpose, signal })).probe;
      return [await probe('ListDepots', '/parcels/depots'), await probe('ShowJob', '/parcels/jobs/nothing')];
    },
  },
};

/** A job in its responses. */
export const parcelResponse = (id: string): JsonValue => rawOf(jobs.find(({ Id }) => Id === id) ?? {});
