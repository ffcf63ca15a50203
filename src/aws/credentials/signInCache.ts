import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fieldsOf } from '../../core/text/json';
import { awsFilePathsHere } from './awsFiles';
import type { Link } from './profileChain';

/** Time in milliseconds before expiry when a token is renewed, as in the AWS CLI. */
export const renewalWindow = 5 * 60 * 1000;

/** A sign-in's token as stored in its file. */
export interface CachedToken {
  readonly fields: Readonly<Record<string, unknown>>;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Returns the token file of a profile with a sign-in; `undefined` for other profiles. */
export function tokenFileOf({ kind, profile }: Link): string | undefined {
  if (kind === 'sso') {
    return ssoTokenFile(profile.get('sso_session') ?? profile.get('sso_start_url') ?? '');
  }
  return kind === 'login' ? loginTokenFile(profile.get('login_session') ?? '') : undefined;
}

/** Returns the path of a sign-in's token file. @param id name of the session, or start URL of a profile without one */
export function ssoTokenFile(id: string): string {
  return join(awsFilePathsHere().ssoCache, `${createHash('sha1').update(id).digest('hex')}.json`);
}

/** Returns the path of the file of a session of `aws login`. */
export function loginTokenFile(session: string): string {
  return join(awsFilePathsHere().loginCache, `${createHash('sha256').update(session).digest('hex')}.json`);
}

/** Reads the token in a file; `undefined` when it is missing or invalid. */
export async function readToken(file: string): Promise<CachedToken | undefined> {
  try {
    const fields = fieldsOf(JSON.parse(await readFile(file, 'utf8')));
    const { accessToken, expiresAt } = fields;
    // `aws login` stores keys in place of a token.
    const end = typeof accessToken === 'string' ? expiresAt : fieldsOf(accessToken).expiresAt;
    const time = typeof end === 'string' ? Date.parse(end) : NaN;
    return accessToken === undefined || Number.isNaN(time) ? undefined : { fields, expiresAt: time };
  } catch {
    return undefined;
  }
}

/** Writes a renewed token atomically, since other tools share the file. */
export async function writeToken(file: string, fields: CachedToken['fields']): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  await writeFile(temporary, JSON.stringify(fields), { mode: 0o600 });
  await rename(temporary, file);
}

/** Whether a token expires within `window` milliseconds. */
export function isExpired({ expiresAt }: CachedToken, window = 0): boolean {
  return expiresAt - Date.now() <= window;
}
