import {
  CustomerProfilesClient,
  GetUploadJobCommand,
  ListDomainsCommand,
  ListUploadJobsCommand,
} from '@aws-sdk/client-customer-profiles';
import * as l10n from '@vscode/l10n';
import { probeCall, skippedProbes } from '../../aws/diagnosis/probeCall';
import type { ServiceProbes } from '../../aws/sdkService';
import { userPurpose } from '../../core/base/request';
import { lists } from './lists';
import { namingPermission } from './notFound';

export const customerProfilesProbes: ServiceProbes = {
  names: lists.probeNames,
  sendAny: (config) => new CustomerProfilesClient(config).send(new ListDomainsCommand({})),
  run: async ({ callsOf }, signal) => {
    const call = namingPermission(callsOf((config) => new CustomerProfilesClient(config)));
    const options = { abortSignal: signal };
    const context = { ...userPurpose, signal };
    const domains = await probeCall(
      call,
      'ListDomains',
      (client) => client.send(new ListDomainsCommand({ MaxResults: 1 }), options),
      context,
    );
    const DomainName = domains.answer?.Items?.[0]?.DomainName ?? '';
    if (DomainName === '') {
      const skipped = skippedProbes(['ListUploadJobs', 'GetUploadJob'], l10n.t('no domain to request'));
      return [domains.probe, ...skipped];
    }
    const resource = `domains/${DomainName}`;
    const jobs = await probeCall(
      call,
      'ListUploadJobs',
      (client) => client.send(new ListUploadJobsCommand({ DomainName, MaxResults: 1 }), options),
      context,
      resource,
    );
    const JobId = jobs.answer?.Items?.[0]?.JobId ?? '';
    if (JobId === '') {
      return [domains.probe, jobs.probe, ...skippedProbes(['GetUploadJob'], l10n.t('no job to request'))];
    }
    const job = await probeCall(
      call,
      'GetUploadJob',
      (client) => client.send(new GetUploadJobCommand({ DomainName, JobId }), options),
      context,
      resource,
    );
    return [domains.probe, jobs.probe, job.probe];
  },
};
