import {
  GetExportJobCommand,
  GetImportJobCommand,
  ListExportJobsCommand,
  ListImportJobsCommand,
  SESv2Client,
} from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import { probeCall, skippedProbes } from '../../aws/diagnosis/probeCall';
import type { Call } from '../../aws/requests/call';
import type { ServiceProbes } from '../../aws/sdkService';
import { userPurpose, type RequestContext } from '../../core/base/request';
import type { Probe } from '../../core/diagnosis/diagnosis';
import { exportJobsSetting } from './description';

export const sesProbes: ServiceProbes = {
  names: ['ListImportJobs', 'GetImportJob'],
  namesBySetting: { [exportJobsSetting]: ['ListExportJobs', 'GetExportJob'] },
  sendAny: (config) => new SESv2Client(config).send(new ListImportJobsCommand({})),
  run: async ({ callsOf, setting }, signal) => {
    const call = callsOf((config) => new SESv2Client(config));
    const context = { ...userPurpose, signal };
    return [
      ...(await probeImports(call, context)),
      ...(setting(exportJobsSetting) === true ? await probeExports(call, context) : []),
    ];
  },
};

async function probeImports(call: Call<SESv2Client>, context: RequestContext): Promise<readonly Probe[]> {
  const options = { abortSignal: context.signal };
  const list = await probeCall(
    call,
    'ListImportJobs',
    (client) => client.send(new ListImportJobsCommand({ PageSize: 1 }), options),
    context,
  );
  const id = list.answer?.ImportJobs?.[0]?.JobId;
  if (id === undefined) {
    return [list.probe, ...skippedProbes(['GetImportJob'], noJob)];
  }
  const get = await probeCall(
    call,
    'GetImportJob',
    (client) => client.send(new GetImportJobCommand({ JobId: id }), options),
    context,
    `import-job/${id}`,
  );
  return [list.probe, get.probe];
}

async function probeExports(call: Call<SESv2Client>, context: RequestContext): Promise<readonly Probe[]> {
  const options = { abortSignal: context.signal };
  const list = await probeCall(
    call,
    'ListExportJobs',
    (client) => client.send(new ListExportJobsCommand({ PageSize: 1 }), options),
    context,
  );
  const id = list.answer?.ExportJobs?.[0]?.JobId;
  if (id === undefined) {
    return [list.probe, ...skippedProbes(['GetExportJob'], noJob)];
  }
  const get = await probeCall(
    call,
    'GetExportJob',
    (client) => client.send(new GetExportJobCommand({ JobId: id }), options),
    context,
    `export-job/${id}`,
  );
  return [list.probe, get.probe];
}

const noJob = l10n.t('no job to request');
