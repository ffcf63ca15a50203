import * as l10n from '@vscode/l10n';
import type { Account } from '../../core/connections/account';
import { connectionId, type ConnectionChoice } from '../../core/connections/connectionSettings';
import { regions } from '../../core/connections/regions';
import type { JobLink } from '../../core/handOver/jobLink';
import { plain } from '../../core/text/plainText';
import { askForProfile } from '../connections/askForConnection';
import { connectionsSetting } from '../connections/connectionsSetting';
import { showWarning } from '../messages';
import { withErrorMessage } from '../withErrorMessage';
import type { LinkContext } from './linkContext';

/**
 * Tells the user that no connection leads to a link's account, and offers to add one. The user selects the profile; the
 * link provides only the region, which must be a known one. Resolves to the account added; `undefined` if none was.
 */
export async function addLinkedConnection(link: JobLink, context: LinkContext): Promise<Account | undefined> {
  const { accountId, region } = link;
  const service = context.descriptions.find(({ id }) => id === link.job.service);
  const canAdd = regions.some(({ code }) => code === region) && service?.isAvailableIn(region) === true;
  const missing =
    accountId === undefined
      ? l10n.t('No connection is in {0}, the region of this link.', region)
      : l10n.t(
          'No connection in {0} leads to AWS account {1}, which has the import job of this link.',
          region,
          accountId,
        );
  const add = l10n.t('Add Connection…');
  if ((await showWarning(missing, ...(canAdd ? [add] : []))) !== add) {
    return undefined;
  }
  let added: Account | undefined;
  await withErrorMessage(
    l10n.t('The connections could not be changed'),
    async () => {
      added = await addConnection(link, context);
    },
    'connections',
  );
  return added;
}

async function addConnection({ accountId, region }: JobLink, context: LinkContext): Promise<Account | undefined> {
  const { accounts, bundles } = context;
  const accountOf = (choice: ConnectionChoice) =>
    bundles.accountOf({ ...choice, id: connectionId(choice), kind: 'aws', label: '' });
  const choice = await askForProfile(region, async () => {
    const profiles = await bundles.readProfiles();
    const ids = await Promise.all(profiles.profiles.map(({ name }) => accountOf({ profile: name, region })));
    const index = accountId === undefined ? -1 : ids.indexOf(accountId);
    return { profiles, likely: profiles.profiles[index]?.name };
  });
  if (choice === undefined) {
    return undefined;
  }
  const own = await accountOf(choice);
  if (own !== undefined && accountId !== undefined && own !== accountId) {
    const { profile } = choice;
    void showWarning(
      profile === undefined
        ? l10n.t('The default credential chain leads to AWS account {0}, not to {1}.', own, accountId)
        : l10n.t('The profile “{0}” leads to AWS account {1}, not to {2}.', plain(profile), own, accountId),
    );
    return undefined;
  }
  const id = connectionId(choice);
  if (accounts.get(id) === undefined) {
    await connectionsSetting.add(choice);
  }
  return accounts.get(id);
}
