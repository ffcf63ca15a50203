import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export const hour = 3_600_000;

/** Writes the token that `aws sso login` stores. @param id the session's name, or the start URL without a session */
export async function cacheSsoToken(home: string, id: string, { validFor = hour, fields = {} } = {}): Promise<string> {
  const file = join(home, '.aws', 'sso', 'cache', `${createHash('sha1').update(id).digest('hex')}.json`);
  await write(file, {
    startUrl: 'https://corp.invalid/start',
    region: 'eu-west-1',
    accessToken: 'not-a-token',
    expiresAt: inIso(validFor),
    ...fields,
  });
  return file;
}

/** Writes the credentials that `aws login` stores. */
export async function cacheLogin(home: string, session: string, { validFor = hour } = {}): Promise<string> {
  const file = join(home, '.aws', 'login', 'cache', `${createHash('sha256').update(session).digest('hex')}.json`);
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  await write(file, {
    accessToken: {
      accessKeyId: 'SAMPLELOGIN',
      secretAccessKey: 'not-a-secret',
      sessionToken: 'not-a-token',
      accountId: '123456789012',
      expiresAt: inIso(validFor),
    },
    clientId: 'client',
    refreshToken: 'not-a-token',
    dpopKey: privateKey.export({ format: 'pem', type: 'sec1' }),
  });
  return file;
}

function inIso(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

async function write(file: string, content: object): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify(content));
}
