import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A request for credentials. */
export interface Asked {
  /** `STS AssumeRole`, `SSO`, `OIDC`, `signin`, `container`, `instance`. */
  readonly what: string;
  readonly fields: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Access key ID that signed it. */
  readonly accessKeyId?: string;
}

interface Reply {
  readonly status: number;
  readonly type?: string;
  readonly body: string;
}

/** STS, the SSO portal and OIDC, the token service of `aws login` and the metadata services on one loopback port. */
export class CredentialsServer {
  readonly asked: Asked[] = [];
  readonly #refusals = new Map<string, Reply>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      void text(request).then((body) => {
        const { status, type = 'application/json', body: answer } = this.#answer(request, body);
        response.writeHead(status, { 'content-type': type }).end(answer);
      });
    });
  }

  static async start(): Promise<CredentialsServer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CredentialsServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Variables that point the SDK to this server. */
  get env(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      ['STS', 'SSO', 'SSO_OIDC', 'SIGNIN'].map((service) => [`AWS_ENDPOINT_URL_${service}`, this.url]),
    );
  }

  get names(): readonly string[] {
    return this.asked.map(({ what }) => what);
  }

  /** Denies requests with this prefix from now on; `undefined` for the status allows them again. */
  refuse(what: string, status?: number, code = 'AccessDenied'): void {
    if (status === undefined) {
      this.#refusals.delete(what);
      return;
    }
    const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
    const isXml = what.startsWith('STS');
    this.#refusals.set(what, {
      status,
      type: isXml ? 'text/xml' : 'application/json',
      body: isXml ? xml : JSON.stringify({ __type: code, message: 'No.' }),
    });
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, body: string): Reply {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://host');
    const fields = pathname === '/' ? new URLSearchParams(body) : searchParams;
    const what = whatIs(pathname, fields);
    const accessKeyId = /Credential=([^/]+)\//.exec(request.headers.authorization ?? '')?.[1];
    this.asked.push({ what, fields, headers: request.headers, ...(accessKeyId === undefined ? {} : { accessKeyId }) });
    return this.#refusals.get(what) ?? reply(what, pathname);
  }
}

function whatIs(path: string, fields: URLSearchParams): string {
  if (path === '/') return `STS ${fields.get('Action') ?? ''}`;
  if (path === '/federation/credentials') return 'SSO';
  if (path === '/token') return 'OIDC';
  if (path === '/v1/token') return 'signin';
  return path.startsWith('/latest/') ? 'instance' : 'container';
}

function reply(what: string, path: string): Reply {
  const expiration = new Date(Date.now() + 3_600_000);
  const keys = (name: string) => ({
    AccessKeyId: `SAMPLE${name}`,
    SecretAccessKey: 'not-a-secret',
    Expiration: expiration.toISOString(),
  });
  switch (what) {
    case 'SSO':
      return json({
        roleCredentials: {
          accessKeyId: 'SAMPLESSO',
          secretAccessKey: 'not-a-secret',
          sessionToken: 'not-a-token',
          expiration: expiration.getTime(),
        },
      });
    case 'OIDC':
      return json({ accessToken: 'renewed', expiresIn: 3600, refreshToken: 'again', tokenType: 'Bearer' });
    case 'signin':
      return json({
        accessToken: { accessKeyId: 'SAMPLELOGIN2', secretAccessKey: 'not-a-secret', sessionToken: 'not-a-token' },
        ...{ expiresIn: 900, refreshToken: 'again', tokenType: 'aws_sigv4' },
      });
    case 'container':
      return json({ ...keys('CONTAINER'), Token: 'not-a-token' });
    case 'instance':
      if (path === '/latest/api/token') return { status: 200, type: 'text/plain', body: 'metadata-token' };
      return path.endsWith('/security-credentials/')
        ? { status: 200, type: 'text/plain', body: 'role' }
        : json({
            ...keys('INSTANCE'),
            Token: 'not-a-token',
            Code: 'Success',
            Type: 'AWS-HMAC',
            LastUpdated: new Date().toISOString(),
          });
    default: {
      const action = what.slice('STS '.length);
      const { AccessKeyId, SecretAccessKey, Expiration } = keys(action === 'AssumeRole' ? 'ROLE' : 'WEB');
      const credentials = `<AccessKeyId>${AccessKeyId}</AccessKeyId><SecretAccessKey>${SecretAccessKey}</SecretAccessKey><SessionToken>not-a-token</SessionToken><Expiration>${Expiration}</Expiration>`;
      const result = `<Credentials>${credentials}</Credentials><AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/reader/x</Arn><AssumedRoleId>x</AssumedRoleId></AssumedRoleUser>`;
      return {
        status: 200,
        type: 'text/xml',
        body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${result}</${action}Result></${action}Response>`,
      };
    }
  }
}

function json(body: object): Reply {
  return { status: 200, body: JSON.stringify(body) };
}
