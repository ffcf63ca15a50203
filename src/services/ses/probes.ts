import { GetImportJobCommand, ListImportJobsCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import * as l10n from '@vscode/l10n';
import { probeCall, skippedProbes } from '../../aws/diagnosis/probeCall';
import type { ServiceProbes } from '../../aws/sdkService';
import { userPurpose } from '../../core/base/request';

export const sesProbes: ServiceProbes = {
  names: ['ListImportJobs', 'GetImportJob'],
  sendAny: (config) => new SESv2Client(config).send(new ListImportJobsCommand({})),
  run: async ({ callsOf }, signal) => {
    const call = callsOf((config) => new SESv2Client(config));
    const options = { abortSignal: signal };
    const context = { ...userPurpose, signal };
    const list = await probeCall(
      call,
      'ListImportJobs',
      (client) => client.send(new ListImportJobsCommand({ PageSize: 1 }), options),
      context,
    );
    const id = list.answer?.ImportJobs?.[0]?.JobId;
    if (id === undefined) {
      return [list.probe, ...skippedProbes(['GetImportJob'], l10n.t('no job to request'))];
    }
    const get = await probeCall(
      call,
      'GetImportJob',
      (client) => client.send(new GetImportJobCommand({ JobId: id }), options),
      context,
      `import-job/${id}`,
    );
    return [list.probe, get.probe];
  },
};
