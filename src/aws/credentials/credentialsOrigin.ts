import * as l10n from '@vscode/l10n';
import { profileKindLabel } from '../../core/connections/profile';
import { hasEnvironmentIdentity, hasEnvironmentKeys, readChain } from './profileChain';
import { locationOf } from './profileIssue';
import { keysSection } from './profileKind';

/** Returns the source of a connection's credentials in words: variables, a section of a file, or this machine. */
export async function credentialsOrigin(name: string | undefined): Promise<string> {
  if (name === undefined && hasEnvironmentKeys()) {
    return l10n.t('environment variable {0}', 'AWS_ACCESS_KEY_ID');
  }
  const { files, links } = await readChain(name);
  if (hasEnvironmentIdentity(name, links)) {
    return l10n.t('environment variable {0}', 'AWS_WEB_IDENTITY_TOKEN_FILE');
  }
  const last = links.at(-1);
  if (last === undefined || last.kind === 'none') {
    return l10n.t('the container or instance that VS Code runs on');
  }
  const { profile, kind } = last;
  const keysFile = kind === 'keys' || kind === 'sessionKeys' ? keysSection(profile)?.file : undefined;
  const { section = '', file = '' } = locationOf(profile, keysFile === undefined ? undefined : files[keysFile]);
  return l10n.t({
    message: '{0} in [{1}] of {2}',
    args: [profileKindLabel[kind], section, file],
    comment: ['{0}: a kind of credentials such as “access keys”, {1}: a section of the file {2}'],
  });
}
