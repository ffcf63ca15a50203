import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Connection } from '../../core/connections/connection';
import type { Fingerprint } from '../../core/connections/credentialChanges';
import type { IniSection } from './iniFile';
import { readChain } from './profileChain';
import { tokenFileOf } from './signInCache';

/** Returns hashes of the AWS files' contents that concern a connection. Unrelated changes do not affect them. */
export async function fingerprint({ profile: name }: Connection): Promise<Fingerprint> {
  const { files, links, problem } = await readChain(name);
  const settings = links.map(({ profile }) => [
    profile.name,
    profile.entries,
    plain(files.ssoSessions.get(profile.get('sso_session') ?? '')),
    plain(files.services.get(profile.get('services') ?? '')),
  ]);
  const tokens = await Promise.all(links.map(async (link) => contentOf(tokenFileOf(link))));
  return { settings: hash(settings, problem?.failure), signIn: hash(tokens) };
}

function plain(section: IniSection | undefined): unknown {
  return [...(section ?? [])].map(([key, value]) => [key, typeof value === 'string' ? value : [...value]]);
}

async function contentOf(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : readFile(file, 'utf8').catch(() => undefined);
}

function hash(...values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
