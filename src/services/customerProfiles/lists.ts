import * as l10n from '@vscode/l10n';
import type { LazyReads } from '../../aws/lazyReads';
import { customerProfiles } from './description';

/** What is known of the service without loading its SDK code. */
export const lists: Pick<LazyReads, 'service' | 'rootOf' | 'probeNames'> = {
  service: customerProfiles.id,
  rootOf: (region) => ({
    id: customerProfiles.id,
    icon: 'cloud',
    label: customerProfiles.shortLabel,
    emptyText: l10n.t('No domains in {0}', region),
  }),
  probeNames: ['ListDomains', 'ListUploadJobs', 'GetUploadJob'],
};

/** Returns the id of a domain's list. No domain's name contains a slash. */
export function domainListId(domain: string): string {
  return `domains/${domain}`;
}
