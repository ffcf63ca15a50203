import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as createSecureServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { mock } from 'node:test';
import { networkReasonOf } from '../../../src/aws/requests/serviceError';
import { type NetworkReason, type ServiceFailure } from '../../../src/core/failures/failure';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { selfSigned } from '../../support/selfSigned';
import { profileFor } from '../../support/testServerProfile';
import {
  clicked,
  Choices,
  Connected,
  failureOfRead,
  firstPage,
  found,
  never,
  servicesOf,
  work,
  type Services,
  unknownHost,
} from './connected';

/** A failure without the fields common to all. */
type Expected = ServiceFailure & { readonly operation?: never };

/** Calls whose errors AWS's reference documents, by operation. */
const calls = {
  ListImportJobs: ({ ses }: Services) => firstPage(found(ses.root.fixed?.[0])),
  GetImportJob: ({ ses }: Services, signal = never) =>
    ses.getJob({ service: 'ses', id: 'job-1' }, { ...clicked, signal }),
  GetApps: ({ pinpoint }: Services) => firstPage(pinpoint.root),
} as const;

const denied = { kind: 'denied', action: 'ses:GetImportJob', resource: 'import-job/job-1' } as const;
const expired = { kind: 'credentials', reason: 'signInExpired' } as const;
const skewed = { kind: 'credentials', reason: 'clockSkew' } as const;
const rejected = { kind: 'credentials', reason: 'rejected' } as const;
const badSignature = { kind: 'credentials', reason: 'badSignature' } as const;

describe('an error response from AWS', () => {
  let connected: Connected;
  Connected.forAll((made) => {
    connected = made;
  });

  async function failureOfSegmentJobs(): Promise<ServiceFailure> {
    const { server, pinpoint } = connected;
    const answer = (Item: unknown) => ({ status: 200, headers: {}, body: JSON.stringify({ Item }) });
    const undo = [
      server.answer(({ path }) => path === '/v1/apps', answer([{ Id: 'app-1' }])),
      server.answer(
        ({ path }) => path === '/v1/apps/app-1/segments',
        answer([{ Id: 'segment-1', SegmentType: 'IMPORT' }]),
      ),
    ];
    const segment = found((await firstPage(found((await firstPage(pinpoint.root)).branches[0]))).branches[0]);
    for (const take of undo) {
      take();
    }
    return failureOfRead(firstPage(segment));
  }

  for (const [status, type, expected] of [
    [400, 'BadRequestException', { kind: 'badRequest' }],
    [
      403,
      'ForbiddenException',
      { kind: 'denied', action: 'mobiletargeting:GetSegmentImportJobs', resource: 'apps/app-1/segments/segment-1' },
    ],
    [404, 'NotFoundException', { kind: 'notFound' }],
    [405, 'MethodNotAllowedException', { kind: 'methodNotAllowed' }],
    [413, 'PayloadTooLargeException', { kind: 'tooLarge' }],
    [413, 'RequestEntityTooLargeException', { kind: 'tooLarge' }],
    [429, 'TooManyRequestsException', { kind: 'throttled' }],
    [500, 'InternalServerErrorException', { kind: 'server' }],
  ] as const satisfies readonly (readonly [number, string, Expected])[]) {
    it(`becomes ${expected.kind}: Pinpoint’s ${status} ${type}`, async () => {
      const body = { Message: 'Words of Pinpoint', RequestID: 'request-1' };
      connected.server.answer(({ path }) => path.endsWith('/jobs/import'), {
        status,
        headers: { 'content-type': 'application/json', 'x-amzn-errortype': type, 'x-amzn-requestid': 'request-1' },
        body: JSON.stringify(body),
      });
      assert.deepEqual(await failureOfSegmentJobs(), {
        ...{
          operation: 'GetSegmentImportJobs',
          httpStatus: status,
          requestId: 'request-1',
          detail: 'Words of Pinpoint',
        },
        ...expected,
      });
    });
  }

  for (const [status, type, expected] of [
    [400, 'BadRequestException', { kind: 'badRequest' }],
    [404, 'NotFoundException', { kind: 'notFound' }],
    [429, 'TooManyRequestsException', { kind: 'throttled' }],
    [403, 'AccessDeniedException', denied],
    [400, 'ThrottlingException', { kind: 'throttled' }],
    [403, 'ExpiredTokenException', expired],
    [403, 'UnrecognizedClientException', rejected],
    [403, 'InvalidSignatureException', badSignature],
    [403, 'InvalidClientTokenId', rejected],
    [403, 'MissingAuthenticationTokenException', badSignature],
    [403, 'RequestTimeTooSkewed', skewed],
    [403, 'RequestExpired', skewed],
    [400, 'RequestInTheFuture', skewed],
    [403, 'SignatureDoesNotMatch', badSignature],
    [403, 'ExpiredToken', expired],
    [400, 'ValidationException', { kind: 'badRequest' }],
    [503, 'ServiceUnavailable', { kind: 'server' }],
    [409, 'NeverHeardOfException', { kind: 'badRequest' }],
    [504, 'NeverHeardOfException', { kind: 'server' }],
  ] as const satisfies readonly (readonly [number, string, Expected])[]) {
    for (const [form, header] of [
      ['', type],
      [', its type followed by an address', `${type}:http://internal.amazon.com/coral/com.amazon.coral.service/`],
    ] as const) {
      it(`becomes ${expected.kind}: SES’s ${status} ${type}${form}`, async () => {
        connected.answer({ message: 'Words of SES' }, status, { 'x-amzn-errortype': header });
        assert.deepEqual(await failureOfRead(calls.GetImportJob(connected)), {
          ...{ operation: 'GetImportJob', httpStatus: status, requestId: 'request-1', detail: 'Words of SES' },
          ...expected,
        });
      });
    }
  }

  it('is recognized by the type in its body if no header has it', async () => {
    connected.answer({ __type: 'com.amazonaws.ses#AccessDeniedException', message: 'No' }, 400);
    assert.equal((await failureOfRead(calls.GetImportJob(connected))).kind, 'denied');
  });

  it('is not recognized by its message', async () => {
    connected.answer({ message: 'ExpiredTokenException: Throttling, AccessDenied, ECONNREFUSED' }, 400);
    assert.equal((await failureOfRead(calls.GetImportJob(connected))).kind, 'badRequest');
  });

  it('names the call and the denied action, for each call', async () => {
    connected.answer({ message: 'No' }, 403, { 'x-amzn-errortype': 'AccessDeniedException' });
    const about = async (call: keyof typeof calls) => {
      const failure = await failureOfRead(calls[call](connected));
      return failure.kind === 'denied' && [failure.operation, failure.action, failure.resource];
    };
    assert.deepEqual(await about('ListImportJobs'), ['ListImportJobs', 'ses:ListImportJobs', undefined]);
    assert.deepEqual(await about('GetApps'), ['GetApps', 'mobiletargeting:GetApps', 'apps']);
  });

  for (const [status, expected] of [
    [200, { kind: 'malformed' }],
    [403, denied],
    [404, { kind: 'notFound' }],
    [407, { kind: 'network', reason: 'proxy' }],
    [410, { kind: 'notFound' }],
    [502, { kind: 'server' }],
  ] as const satisfies readonly (readonly [number, Expected])[]) {
    it(`becomes ${expected.kind} for status ${status} with an HTML page`, async () => {
      const html = '<!DOCTYPE html><html><body><h1>Sign in to the network</h1></body></html>';
      connected.answer(html, status, { 'content-type': 'text/html' });
      const { detail, ...failure } = await failureOfRead(calls.GetImportJob(connected));
      assert.deepEqual(failure, { operation: 'GetImportJob', httpStatus: status, requestId: 'request-1', ...expected });
      assert.notEqual(detail, undefined);
    });
  }

  it('becomes notFound for status 410 in JSON', async () => {
    connected.answer({ Message: 'Gone' }, 410);
    const failure = await failureOfRead(calls.GetApps(connected));
    assert.deepEqual(failure, {
      operation: 'GetApps',
      httpStatus: 410,
      requestId: 'request-1',
      detail: 'Gone',
      kind: 'notFound',
    });
  });

  it('becomes malformed for truncated JSON', async () => {
    connected.answer('{"ImportJobs":[{"JobId":"a"}');
    const { kind, operation, httpStatus } = await failureOfRead(calls.ListImportJobs(connected));
    assert.deepEqual([kind, operation, httpStatus], ['malformed', 'ListImportJobs', 200]);
  });

  for (const body of ['', 'null', '{}', '{"error":"Please try later"}']) {
    it(`becomes malformed for a response without a job: ${body || 'nothing'}`, async () => {
      connected.answer(body);
      const ofPinpoint = connected.pinpoint.getJob({ service: 'pinpoint', scope: 'app-1', id: 'job-1' }, clicked);
      assert.equal((await failureOfRead(ofPinpoint)).kind, 'malformed');
      assert.equal((await failureOfRead(calls.GetImportJob(connected))).kind, 'malformed');
    });
  }

  it('does not affect the next read', async () => {
    connected.answer('<html>', 502);
    await failureOfRead(calls.ListImportJobs(connected));
    connected.server.clearFaults();
    assert.ok((await calls.ListImportJobs(connected)).jobs.length > 0);
  });
});

describe('a network failure', () => {
  let files: OwnAwsFiles;
  const close: (() => void)[] = [];

  beforeEach(async () => {
    files = await OwnAwsFiles.make();
  });

  afterEach(async () => {
    for (const end of close.splice(0)) {
      end();
    }
    await files.takeAway();
  });

  /** Returns the services at a faulty endpoint. */
  async function servicesAt(url: string): Promise<Services> {
    await files.write(profileFor({ url }, { name: 'work' }));
    return servicesOf(work, new Choices());
  }

  /** Starts a TCP server that handles each connection like this. */
  async function speaking(
    onConnection: (socket: Socket) => void,
  ): Promise<{ readonly port: number; readonly server: Server }> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('data', () => {
        onConnection(socket);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    close.push(() => {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    });
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    return { port: address.port, server };
  }

  async function assertNetwork(services: Services, reason: NetworkReason): Promise<void> {
    for (const operation of ['GetImportJob', 'GetApps'] as const) {
      const { detail, ...failure } = await failureOfRead(calls[operation](services));
      assert.deepEqual(failure, { operation, kind: 'network', reason });
      assert.notEqual(detail, undefined);
    }
  }

  it('is refused when nothing listens', async () => {
    const { port, server } = await speaking(() => undefined);
    server.close();
    await once(server, 'close');
    await assertNetwork(await servicesAt(`http://127.0.0.1:${port}`), 'refused');
  });

  it('is nameNotFound for a host that never exists', async () => {
    await assertNetwork(await servicesAt(`http://${unknownHost}`), 'nameNotFound');
  });

  it('is reset when the connection is interrupted', async () => {
    const { port } = await speaking((socket) => socket.resetAndDestroy());
    await assertNetwork(await servicesAt(`http://127.0.0.1:${port}`), 'reset');
  });

  it('is reset when the connection closes without a response', async () => {
    const { port } = await speaking((socket) => socket.destroy());
    await assertNetwork(await servicesAt(`http://127.0.0.1:${port}`), 'reset');
  });

  it('is reset when the connection is interrupted within the response', async () => {
    const { port } = await speaking((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"Item": [', () => socket.resetAndDestroy());
    });
    const failure = await failureOfRead(calls.GetApps(await servicesAt(`http://127.0.0.1:${port}`)));
    assert.deepEqual([failure.kind, failure.kind === 'network' && failure.reason], ['network', 'reset']);
  });

  it('is a TLS failure when the server does not use TLS', async () => {
    const { port } = await speaking((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await assertNetwork(await servicesAt(`https://127.0.0.1:${port}`), 'tls');
  });

  it('is a TLS failure for an untrusted certificate', async () => {
    const server = createSecureServer({ ...selfSigned }).listen(0, '127.0.0.1');
    close.push(() => server.close());
    await once(server, 'listening');
    const address = server.address();
    assert.ok(address !== null && typeof address === 'object');
    await assertNetwork(await servicesAt(`https://127.0.0.1:${address.port}`), 'tls');
  });

  it('is malformed when the server does not speak HTTP', async () => {
    const { port } = await speaking((socket) => socket.end('220 mail.example ESMTP\r\n'));
    const { kind, operation } = await failureOfRead(calls.GetApps(await servicesAt(`http://127.0.0.1:${port}`)));
    assert.deepEqual([kind, operation], ['malformed', 'GetApps']);
  });

  it('is a timeout when no response arrives', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<undefined>();
    const { port } = await speaking(() => {
      resolve(undefined);
    });
    const services = await servicesAt(`http://127.0.0.1:${port}`);
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      const failure = failureOfRead(calls.GetImportJob(services));
      await arrived;
      mock.timers.tick(30_000);
      const { kind, operation, ...rest } = await failure;
      assert.deepEqual([kind, operation, 'reason' in rest && rest.reason], ['network', 'GetImportJob', 'timedOut']);
    } finally {
      mock.timers.reset();
    }
  });

  it('is cancelled when the read is aborted, before or after it was sent', async () => {
    const { promise: arrived, resolve } = Promise.withResolvers<undefined>();
    const { port } = await speaking(() => {
      resolve(undefined);
    });
    const services = await servicesAt(`http://127.0.0.1:${port}`);
    const giveUp = new AbortController();
    const failure = failureOfRead(calls.GetImportJob(services, giveUp.signal));
    await arrived;
    giveUp.abort();
    assert.deepEqual([(await failure).kind, (await failure).operation], ['cancelled', 'GetImportJob']);
    assert.equal((await failureOfRead(calls.GetImportJob(services, giveUp.signal))).kind, 'cancelled');
  });

  for (const [code, reason] of Object.entries<NetworkReason | undefined>({
    ENOTFOUND: 'nameNotFound',
    EAI_AGAIN: 'other',
    EPIPE: 'reset',
    ETIMEDOUT: 'timedOut',
    EHOSTUNREACH: 'other',
    ENETUNREACH: 'other',
    EADDRNOTAVAIL: 'other',
    EPROTO: 'tls',
    ERR_SSL_WRONG_VERSION_NUMBER: 'tls',
    HOSTNAME_MISMATCH: 'tls',
    CERT_HAS_EXPIRED: 'tls',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
    SELF_SIGNED_CERT_IN_CHAIN: 'tls',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
    ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
    ENOENT: undefined,
  })) {
    it(`is ${reason ?? 'none'} for Node’s ${code}, even inside another error`, () => {
      const error = Object.assign(new Error('Words'), { code });
      assert.equal(networkReasonOf(error), reason);
      assert.equal(networkReasonOf(new Error('Around it', { cause: error })), reason);
    });
  }
});
