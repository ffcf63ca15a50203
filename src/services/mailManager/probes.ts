import {
  GetAddressListImportJobCommand,
  ListAddressListImportJobsCommand,
  ListAddressListsCommand,
  MailManagerClient,
} from '@aws-sdk/client-mailmanager';
import * as l10n from '@vscode/l10n';
import type { Answer } from '../../aws/requests/call';
import { probeCall, skippedProbes } from '../../aws/diagnosis/probeCall';
import type { ServiceProbes } from '../../aws/sdkService';
import { userPurpose } from '../../core/base/request';
import { resourceOf } from './client';
import { lists } from './lists';

const inAddressList = ['ListAddressListImportJobs', 'GetAddressListImportJob'] as const;

/** Checks every call that the product makes. */
export const mailManagerProbes: ServiceProbes = {
  names: lists.probeNames,
  sendAny: (config) => new MailManagerClient(config).send(new ListAddressListsCommand({})),
  run: async ({ callsOf }, signal) => {
    const call = callsOf((config) => new MailManagerClient(config));
    const options = { abortSignal: signal };
    const probe = <T extends Answer>(
      name: string,
      send: (client: MailManagerClient) => Promise<T>,
      resource?: string,
    ) => probeCall(call, name, send, { ...userPurpose, signal }, resource);

    const addressLists = await probe('ListAddressLists', (client) =>
      client.send(new ListAddressListsCommand({ PageSize: 1 }), options),
    );
    const AddressListId = addressLists.answer?.AddressLists?.[0]?.AddressListId;
    if (AddressListId === undefined) {
      return [addressLists.probe, ...skippedProbes(inAddressList, l10n.t('no address list to request'))];
    }

    const [listJobs, getJob] = inAddressList;
    const resource = resourceOf(AddressListId);
    const jobs = await probe(
      listJobs,
      (client) => client.send(new ListAddressListImportJobsCommand({ AddressListId, PageSize: 1 }), options),
      resource,
    );
    const JobId = jobs.answer?.ImportJobs?.[0]?.JobId;
    if (JobId === undefined) {
      return [addressLists.probe, jobs.probe, ...skippedProbes([getJob], l10n.t('no job to request'))];
    }
    const one = await probe(
      getJob,
      (client) => client.send(new GetAddressListImportJobCommand({ JobId }), options),
      resource,
    );
    return [addressLists.probe, jobs.probe, one.probe];
  },
};
