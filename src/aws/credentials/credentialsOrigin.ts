import { profileKindLabel } from '../../core/connections/profile';
import { hasEnvironmentKeys, readChain } from './profileChain';
import { locationOf } from './profileIssue';
import { keysSection } from './profileKind';

/** Returns the source of a connection's credentials in words: variables, a section of a file, or this machine. */
export async function credentialsOrigin(name: string | undefined): Promise<string> {
  if (name === undefined && hasEnvironmentKeys()) {
    return 'the environment variable AWS_ACCESS_KEY_ID';
  }
  const { files, links } = await readChain(name);
  const last = links.at(-1);
  if (last === undefined || last.kind === 'none') {
    return 'the container or instance that this runs on';
  }
  const { profile, kind } = last;
  const keysFile = kind === 'keys' || kind === 'sessionKeys' ? keysSection(profile)?.file : undefined;
  const { section = '', file = '' } = locationOf(profile, keysFile === undefined ? undefined : files[keysFile]);
  return `${profileKindLabel[kind]} in [${section}] of ${file}`;
}
