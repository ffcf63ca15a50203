import type { Connection } from '../../core/connections/connection';
import { accountIn } from '../../core/connections/iamPolicy';
import { firstOf } from './awsFiles';
import { hasEnvironmentIdentity, hasEnvironmentKeys, readChain, type Link } from './profileChain';
import { keysSection } from './profileKind';

/**
 * Returns the AWS account ID that the AWS files or the environment name for a connection; `undefined` if they do not.
 * Sends no requests.
 */
export async function accountNamed({
  kind,
  profile,
}: Pick<Connection, 'kind' | 'profile'>): Promise<string | undefined> {
  if (kind !== 'aws') {
    return undefined;
  }
  if (profile === undefined && hasEnvironmentKeys()) {
    return validated(firstOf(process.env.AWS_ACCOUNT_ID));
  }
  const { links } = await readChain(profile);
  const [first] = links;
  if (hasEnvironmentIdentity(profile, links)) {
    return validated(accountIn(firstOf(process.env.AWS_ROLE_ARN, first?.profile.get('role_arn'))));
  }
  return validated(first && namedBy(first));
}

/** Returns the account that a profile names, which is the one that its credentials will name. */
function namedBy({ profile, kind }: Link): string | undefined {
  switch (kind) {
    case 'sso':
      return profile.get('sso_account_id');
    case 'assumeRole':
    case 'webIdentity':
      return accountIn(profile.get('role_arn'));
    case 'keys':
    case 'sessionKeys': {
      const id = keysSection(profile)?.section.get('aws_account_id');
      return typeof id === 'string' ? id : undefined;
    }
    case 'login':
      return accountIn(profile.get('login_session'));
    case 'process':
      return profile.get('aws_account_id');
    case 'none':
      return undefined;
  }
}

function validated(accountId: string | undefined): string | undefined {
  return /^\d{12}$/u.test(accountId ?? '') ? accountId : undefined;
}
