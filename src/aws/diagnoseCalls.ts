import {
  GetAppsCommand,
  GetImportJobCommand as GetPinpointJobCommand,
  GetImportJobsCommand,
  GetSegmentImportJobsCommand,
  GetSegmentsCommand,
  type PinpointClient,
} from '@aws-sdk/client-pinpoint';
import { GetImportJobCommand, ListImportJobsCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { HttpRequest } from '@smithy/core/transport';
import type { Probe } from '../core/diagnosis';
import { failureOf } from '../core/failure';
import { turnNow, type Answer, type Call, type Turn } from './call';
import type { PinpointEnd } from '../services/pinpoint/ended';

const reachability = 'OPTIONS on a segment’s import jobs';
export const sesCallNames = ['ListImportJobs', 'GetImportJob'] as const;
export const pinpointCallNames = [
  'GetApps',
  'GetSegments',
  'GetImportJobs',
  'GetImportJob',
  'GetSegmentImportJobs',
  reachability,
] as const;

/** Calls that cannot be made. */
export function notAsked(names: readonly string[], hasCredentials: boolean): Promise<readonly Probe[]> {
  const why = hasCredentials ? 'there is no endpoint to send it to' : 'there are no credentials to sign it with';
  return Promise.resolve(names.map((name) => skipped(name, why)));
}

/** Each call of SES that the extension makes, once. */
export async function sesCalls(call: Call<SESv2Client>, signal: AbortSignal): Promise<readonly Probe[]> {
  const options = { abortSignal: signal };
  const turn = turnNow(signal);
  const list = await ask(
    call,
    'ListImportJobs',
    (client) => client.send(new ListImportJobsCommand({ PageSize: 1 }), options),
    turn,
  );
  const { JobId: id } = list.answer?.ImportJobs?.[0] ?? {};
  const get =
    id === undefined
      ? skipped('GetImportJob', 'no job is known to ask for')
      : (
          await ask(
            call,
            'GetImportJob',
            (client) => client.send(new GetImportJobCommand({ JobId: id }), options),
            turn,
            `import-job/${id}`,
          )
        ).probe;
  return [list.probe, get];
}

/** Each call of Pinpoint that the extension makes, once, and whether a segment's import jobs can be reached. */
export async function pinpointCalls(
  call: Call<PinpointClient>,
  end: PinpointEnd,
  signal: AbortSignal,
): Promise<readonly Probe[]> {
  const options = { abortSignal: signal };
  const turn = turnNow(signal);
  const apps = await ask(
    call,
    'GetApps',
    (client) => client.send(new GetAppsCommand({ PageSize: '1' }), options),
    turn,
    'apps',
  );
  const { Id: application } = apps.answer?.ApplicationsResponse?.Item?.[0] ?? {};
  if (application === undefined) {
    return [
      apps.probe,
      ...pinpointCallNames.slice(1).map((name) => skipped(name, 'no application is known to ask about')),
    ];
  }

  const inApplication = { ApplicationId: application };
  const place = `apps/${application}`;
  const segments = await ask(
    call,
    'GetSegments',
    (client) => client.send(new GetSegmentsCommand({ ...inApplication, PageSize: '100' }), options),
    turn,
    place,
  );
  const jobs = await ask(
    call,
    'GetImportJobs',
    (client) => client.send(new GetImportJobsCommand({ ...inApplication, PageSize: '1' }), options),
    turn,
    place,
  );
  const [job] = jobs.answer?.ImportJobsResponse?.Item ?? [];
  const { SegmentsResponse: { Item: segmentsFound = [] } = {} } = segments.answer ?? {};
  const imported = segmentsFound.find(({ SegmentType: type }) => type === 'IMPORT') ?? segmentsFound[0];
  const probes = [
    apps.probe,
    withEnd(segments.probe, segments.answer && segmentsFound.length === 0, end),
    withEnd(jobs.probe, jobs.answer && job === undefined, end),
  ];

  const jobId = job?.Id;
  if (jobId === undefined) {
    probes.push(skipped('GetImportJob', 'no job is known to ask for'));
  } else {
    const input = { ...inApplication, JobId: jobId };
    probes.push(
      (
        await ask(
          call,
          'GetImportJob',
          (client) => client.send(new GetPinpointJobCommand(input), options),
          turn,
          `${place}/jobs/import/${jobId}`,
        )
      ).probe,
    );
  }

  const segment = imported?.Id ?? job?.Definition?.SegmentId;
  if (segment === undefined) {
    return [
      ...probes,
      ...['GetSegmentImportJobs', reachability].map((name) => skipped(name, 'no segment is known to ask about')),
    ];
  }
  const input = { ...inApplication, SegmentId: segment, PageSize: '1' };
  const resource = `${place}/segments/${segment}`;
  const ofSegment = await ask(
    call,
    'GetSegmentImportJobs',
    (client) => client.send(new GetSegmentImportJobsCommand(input), options),
    turn,
    resource,
  );
  const isEmpty = ofSegment.answer && (ofSegment.answer.ImportJobsResponse?.Item ?? []).length === 0;
  const { probe } = await ask(
    call,
    'GetSegmentImportJobs',
    (client) => client.send(reachabilityCommand(application, segment), options),
    turn,
    resource,
  );
  return [...probes, withEnd(ofSegment.probe, isEmpty, end), { ...probe, name: reachability }];
}

/** The SDK has no command for it: the one for the same address, signed as always, with another method. */
function reachabilityCommand(ApplicationId: string, SegmentId: string): GetSegmentImportJobsCommand {
  const command = new GetSegmentImportJobsCommand({ ApplicationId, SegmentId });
  command.middlewareStack.add(
    (next) => (args) => {
      if (HttpRequest.isInstance(args.request)) {
        args.request.method = 'OPTIONS';
      }
      return next(args);
    },
    { step: 'build', name: 'askForOptions' },
  );
  return command;
}

async function ask<C, T extends Answer>(
  call: Call<C>,
  name: string,
  send: (client: C) => Promise<T>,
  turn: Turn,
  resource?: string,
): Promise<{ readonly probe: Probe; readonly answer?: T }> {
  let begun = performance.now();
  const milliseconds = () => Math.round(performance.now() - begun);
  const timed = (client: C) => {
    // Not the time that it waited for its turn.
    begun = performance.now();
    return send(client);
  };
  try {
    const answer = await call(name, timed, turn, resource);
    const { requestId } = answer.$metadata;
    return { answer, probe: { name, result: 'ok', text: 'answered', milliseconds: milliseconds(), requestId } };
  } catch (error) {
    const failure = failureOf(error);
    return {
      probe: { name, result: 'failed', text: '', milliseconds: milliseconds(), requestId: failure.requestId, failure },
    };
  }
}

function skipped(name: string, text: string): Probe {
  return { name, result: 'skipped', text };
}

/** An empty list may mean that Pinpoint has ended. */
function withEnd(probe: Probe, isEmpty: boolean | undefined, end: PinpointEnd): Probe {
  const failure = isEmpty === true ? end.ofEmptyList(probe.name, probe.requestId) : undefined;
  return failure === undefined ? probe : { ...probe, text: 'answered with an empty list', failure };
}
