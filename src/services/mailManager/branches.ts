import * as l10n from '@vscode/l10n';
import type { AddressList } from '@aws-sdk/client-mailmanager';
import { defined } from '../../core/base/defined';
import type { ImportJob } from '../../core/jobs/job';
import type { Fact } from '../../core/jobs/fact';
import type { Branch, Page } from '../../core/jobs/source';
import { timeOf } from '../../aws/requests/call';

/** Maps an address list to a branch with its import jobs; returns `undefined` if it has no id. */
export function addressListBranch(
  {
    AddressListId: id,
    AddressListName: name,
    AddressListArn: arn,
    CreatedTimestamp: created,
    LastUpdatedTimestamp: updated,
  }: Partial<AddressList>,
  readJobs: (addressListId: string, ...where: Parameters<Branch['readPage']>) => Promise<Page<ImportJob>>,
): Branch | undefined {
  if (id === undefined || id === '') {
    return undefined;
  }
  return defined<Branch>({
    id,
    scope: id,
    icon: 'list-unordered',
    label: name === undefined || name === '' ? id : name,
    changedAt: timeOf(updated ?? created),
    facts: [
      ...fact(l10n.t('Address list ID'), id),
      ...fact('ARN', arn),
      ...timeFact(l10n.t('Created'), created),
      ...timeFact(l10n.t('Last updated'), updated),
    ],
    // All jobs have the same target, so rows show their names.
    hasMixedTargets: true,
    emptyText: l10n.t('No import jobs in this address list'),
    readPage: (...where) => readJobs(id, ...where),
  });
}

function fact(label: string, value: string | undefined): readonly Fact[] {
  return value === undefined ? [] : [{ label, value }];
}

function timeFact(label: string, date: Date | undefined): readonly Fact[] {
  const time = timeOf(date);
  return time === undefined ? [] : [{ label, time }];
}
