import {
  GetAppsCommand,
  GetImportJobCommand,
  GetImportJobsCommand,
  GetSegmentImportJobsCommand,
  GetSegmentsCommand,
  PinpointClient,
} from '@aws-sdk/client-pinpoint';
import * as l10n from '@vscode/l10n';
import { HttpRequest } from '@smithy/core/transport';
import type { Answer } from '../../aws/requests/call';
import { probeCall, skippedProbes, type ProbedCall } from '../../aws/diagnosis/probeCall';
import type { ServiceProbes } from '../../aws/sdkService';
import type { Probe } from '../../core/diagnosis/diagnosis';
import { userPurpose } from '../../core/base/request';
import { PinpointEnd } from './ended';

const reachability = l10n.t('OPTIONS on a segment’s import jobs');
const inApplication = ['GetSegments', 'GetImportJobs', 'GetImportJob', 'GetSegmentImportJobs', reachability];

/** Checks every call that the product makes, and whether a segment's import jobs can be reached. */
export const pinpointProbes: ServiceProbes = {
  names: ['GetApps', ...inApplication],
  sendAny: (config) => new PinpointClient(config).send(new GetAppsCommand({})),
  run: async ({ callsOf, now }, signal) => {
    const call = callsOf((config) => new PinpointClient(config));
    const end = new PinpointEnd(now);
    const options = { abortSignal: signal };
    const probe = <T extends Answer>(
      name: string,
      send: (client: PinpointClient) => Promise<T>,
      resource: string,
    ): Promise<ProbedCall<T>> => probeCall(end.watch(call), name, send, { ...userPurpose, signal }, resource);

    const apps = await probe(
      'GetApps',
      (client) => client.send(new GetAppsCommand({ PageSize: '1' }), options),
      'apps',
    );
    const ApplicationId = apps.answer?.ApplicationsResponse?.Item?.[0]?.Id;
    if (ApplicationId === undefined) {
      return [apps.probe, ...skippedProbes(inApplication, l10n.t('no application to request'))];
    }

    const application = `apps/${ApplicationId}`;
    const segments = await probe(
      'GetSegments',
      (client) => client.send(new GetSegmentsCommand({ ApplicationId, PageSize: '100' }), options),
      application,
    );
    const jobs = await probe(
      'GetImportJobs',
      (client) => client.send(new GetImportJobsCommand({ ApplicationId, PageSize: '1' }), options),
      application,
    );
    const [job] = jobs.answer?.ImportJobsResponse?.Item ?? [];
    const segmentsFound = segments.answer?.SegmentsResponse?.Item ?? [];
    const probes = [
      apps.probe,
      withEnd(segments.probe, segments.answer && segmentsFound.length === 0, end),
      withEnd(jobs.probe, jobs.answer && job === undefined, end),
    ];

    const JobId = job?.Id;
    if (JobId === undefined) {
      probes.push(...skippedProbes(['GetImportJob'], l10n.t('no job to request')));
    } else {
      const one = await probe(
        'GetImportJob',
        (client) => client.send(new GetImportJobCommand({ ApplicationId, JobId }), options),
        `${application}/jobs/import/${JobId}`,
      );
      probes.push(one.probe);
    }

    const imported = segmentsFound.find(({ SegmentType }) => SegmentType === 'IMPORT') ?? segmentsFound[0];
    const SegmentId = imported?.Id ?? job?.Definition?.SegmentId;
    if (SegmentId === undefined) {
      const unknown = skippedProbes(['GetSegmentImportJobs', reachability], l10n.t('no segment to request'));
      return [...probes, ...unknown];
    }
    const resource = `${application}/segments/${SegmentId}`;
    const ofSegment = await probe(
      'GetSegmentImportJobs',
      (client) => client.send(new GetSegmentImportJobsCommand({ ApplicationId, SegmentId, PageSize: '1' }), options),
      resource,
    );
    const isEmpty = ofSegment.answer && (ofSegment.answer.ImportJobsResponse?.Item ?? []).length === 0;
    const reached = await probe(
      'GetSegmentImportJobs',
      (client) => client.send(reachabilityCommand(ApplicationId, SegmentId), options),
      resource,
    );
    return [...probes, withEnd(ofSegment.probe, isEmpty, end), { ...reached.probe, name: reachability }];
  },
};

/** Returns an OPTIONS request. The SDK has no command for it, so this changes the method of one for the same path. */
function reachabilityCommand(ApplicationId: string, SegmentId: string): GetSegmentImportJobsCommand {
  const command = new GetSegmentImportJobsCommand({ ApplicationId, SegmentId });
  command.middlewareStack.add(
    (next) => (args) => {
      if (HttpRequest.isInstance(args.request)) {
        args.request.method = 'OPTIONS';
      }
      return next(args);
    },
    { step: 'build', name: 'useOptionsMethod' },
  );
  return command;
}

/** Adds to a probe with an empty list that this may mean the end of support. */
function withEnd(probe: Probe, isEmpty: boolean | undefined, end: PinpointEnd): Probe {
  const failure = isEmpty === true ? end.ofEmptyList(probe.name, probe.requestId) : undefined;
  return failure === undefined ? probe : { ...probe, text: l10n.t('empty list'), failure };
}
