import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Connection } from '../core/connection';
import type { Fingerprint } from '../core/credentialChanges';
import { readChain } from './profileChain';
import { tokenFileOf } from './signIn';

/** What the AWS files say of a connection now, as hashes: two are alike as long as nothing that concerns it has changed. */
export async function fingerprint({ profile }: Connection): Promise<Fingerprint> {
  const { links, missing, sections } = await readChain(profile);
  const named = links.map(({ name, section }) => [
    name,
    section,
    sections.get(`sso-session.${section.sso_session ?? ''}`),
    sections.get(`services.${section.services ?? ''}`),
  ]);
  const tokens = await Promise.all(links.map(async (link) => contentOf(tokenFileOf(link))));
  return { settings: hash(named, missing), signIn: hash(tokens) };
}

async function contentOf(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : readFile(file, 'utf8').catch(() => undefined);
}

function hash(...values: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}
