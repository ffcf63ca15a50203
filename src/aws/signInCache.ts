import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '../core/json';
import { awsFilePathsHere } from './awsFiles';
import type { Link } from './profileChain';

/** A token this close to its end is renewed, as the AWS CLI does. Milliseconds. */
export const renewalWindow = 5 * 60 * 1000;

/** The token that a sign-in left, as it is in its file. */
export interface CachedToken {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** The file with the token of a profile that one signs in for; `undefined` for a profile of another kind. */
export function tokenFileOf({ kind, profile }: Link): string | undefined {
  if (kind === 'sso') {
    return ssoTokenFile(profile.get('sso_session') ?? profile.get('sso_start_url') ?? '');
  }
  return kind === 'login' ? loginTokenFile(profile.get('login_session') ?? '') : undefined;
}

/** @param id the session's name, or the start URL of a profile without a session */
export function ssoTokenFile(id: string): string {
  return join(awsFilePathsHere().ssoCache, `${createHash('sha1').update(id).digest('hex')}.json`);
}

export function loginTokenFile(session: string): string {
  return join(awsFilePathsHere().loginCache, `${createHash('sha256').update(session).digest('hex')}.json`);
}

/** The token in a file; `undefined` where there is none that can be read. */
export async function readToken(file: string): Promise<CachedToken | undefined> {
  try {
    const fields = fieldsOf(JSON.parse(await readFile(file, 'utf8')));
    const { accessToken, expiresAt } = fields;
    // `aws login` keeps keys in place of a token.
    const end = typeof accessToken === 'string' ? expiresAt : fieldsOf(accessToken).expiresAt;
    const time = typeof end === 'string' ? Date.parse(end) : NaN;
    return accessToken === undefined || Number.isNaN(time) ? undefined : { fields, expiresAt: time };
  } catch {
    return undefined;
  }
}

/** Writes a renewed token, which other tools share. They may read the file meanwhile. */
export async function writeToken(file: string, fields: CachedToken['fields']): Promise<void> {
  const besides = `${file}.${process.pid}.tmp`;
  await writeFile(besides, JSON.stringify(fields), { mode: 0o600 });
  await rename(besides, file);
}

export function isExpired({ expiresAt }: CachedToken, window = 0): boolean {
  return expiresAt - Date.now() <= window;
}
