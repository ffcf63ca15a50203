import { getSSOTokenFilepath } from '@smithy/core/config';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../core/connection';
import type { SignInPlan } from '../core/signIn';
import { chainProfile, hasEnvironmentKeys, readChain, type Link } from './profileChain';

/** Until when a cached sign-in serves, milliseconds since the epoch, and whether the SDK can renew it by itself. */
interface SignedIn {
  readonly until: number;
  readonly isRenewable: boolean;
}

/** A token that the SDK would renew by now. Milliseconds. */
const renewal = 5 * 60 * 1000;

/** The file that keeps the token which a profile signed in for; `undefined` for a profile of another kind. */
export function tokenFileOf({ kind, section }: Link): string | undefined {
  const { sso_session, sso_start_url, login_session = '' } = section;
  if (kind === 'sso') {
    return getSSOTokenFilepath(sso_session ?? sso_start_url ?? '');
  }
  if (kind === 'login') {
    const folder = process.env.AWS_LOGIN_CACHE_DIRECTORY ?? join(homedir(), '.aws', 'login', 'cache');
    return join(folder, `${createHash('sha256').update(login_session).digest('hex')}.json`);
  }
  return undefined;
}

/** Whether only a person can help: a profile that one signs in for, with no token or one that has run out for good. */
export async function needsSignIn(link: Link): Promise<boolean> {
  const signedIn = await signedInOf(link);
  return signedIn !== 'never' && !signedIn.isRenewable && !isValid(signedIn, link);
}

/** As {@link needsSignIn}, after the SDK has tried to renew what can be renewed. */
export async function hasSignInEnded(link: Link): Promise<boolean> {
  const signedIn = await signedInOf(link);
  return signedIn !== 'never' && !isValid(signedIn, link);
}

/** How the user signs in for a connection. */
export async function signInPlan({ profile }: Connection): Promise<SignInPlan> {
  const { links } = await readChain(profile);
  const last = links.at(-1);
  const name = profile ?? chainProfile();
  if (last === undefined || (profile === undefined && hasEnvironmentKeys())) {
    return { kind: 'none', profile: name, credentials: last?.kind ?? 'unknown' };
  }
  if (last.kind === 'sso' || last.kind === 'login') {
    return { kind: last.kind, profile: last.name };
  }
  return links.some(({ section }) => section.mfa_serial !== undefined)
    ? { kind: 'mfa' }
    : { kind: 'none', profile: name, credentials: last.kind };
}

function isValid({ until }: SignedIn, { section }: Link): boolean {
  return until - Date.now() > (section.sso_session === undefined ? 0 : renewal);
}

/** `never` for a profile that nobody signs in for. */
async function signedInOf(link: Link): Promise<SignedIn | 'never'> {
  const file = tokenFileOf(link);
  if (file === undefined) {
    return 'never';
  }
  try {
    const token: unknown = JSON.parse(await readFile(file, 'utf8'));
    const { accessToken, expiresAt, refreshToken, clientId, clientSecret } = fieldsOf(token);
    return link.kind === 'login'
      ? { until: timeIn(fieldsOf(accessToken).expiresAt), isRenewable: Boolean(refreshToken) }
      : {
          until: accessToken === undefined ? -Infinity : timeIn(expiresAt),
          isRenewable: link.section.sso_session !== undefined && Boolean(refreshToken && clientId && clientSecret),
        };
  } catch {
    return { until: -Infinity, isRenewable: false };
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function timeIn(text: unknown): number {
  const time = typeof text === 'string' ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? -Infinity : time;
}
