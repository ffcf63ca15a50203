import * as l10n from '@vscode/l10n';
import type { LazyReads } from '../../aws/lazyReads';
import { mailManager } from './description';

/** What is known of the service without loading its SDK code. */
export const lists: Pick<LazyReads, 'service' | 'rootOf' | 'probeNames'> = {
  service: mailManager.id,
  rootOf: (region) => ({
    id: mailManager.id,
    icon: 'cloud',
    label: mailManager.label,
    emptyText: l10n.t('No address lists in {0}', region),
  }),
  probeNames: ['ListAddressLists', 'ListAddressListImportJobs', 'GetAddressListImportJob'],
};
