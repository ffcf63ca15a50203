import { SESv2Client } from '@aws-sdk/client-sesv2';
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Clients, type ClientConfig } from '../../../src/aws/requests/clients';
import { connect } from '../../../src/services/sdk';
import type { JobSource } from '../../../src/core/jobs/source';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { profileFor } from '../../support/testServerProfile';
import { clicked, Choices, failureOfRead, firstPage, found, servicesOf, work } from './connected';
import { ses } from '../../../src/services/ses/description';

describe('A connection', () => {
  let server: Server;
  let files: OwnAwsFiles;
  let asked: string[];
  /** Responses wait for this. */
  let held: Promise<unknown>;

  beforeEach(async () => {
    asked = [];
    held = Promise.resolve();
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      request.resume();
      void held.then(() => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    }).listen(0, '127.0.0.1');
    // Otherwise it closes idle connections.
    server.keepAliveTimeout = 0;
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    files = await OwnAwsFiles.make(profileFor({ url: `http://127.0.0.1:${port}` }, { name: 'work' }));
  });

  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await files.takeAway();
  });

  /** Returns the connections to the server that are opened from now on. */
  function sockets(): readonly Socket[] {
    const found: Socket[] = [];
    server.on('connection', (socket) => found.push(socket));
    return found;
  }

  describe('whose credentials are renewed', () => {
    let renew: () => void;
    let ses: JobSource;

    beforeEach(() => {
      const onRenew = (how: () => void) => {
        renew = how;
      };
      ({ ses } = servicesOf(work, Object.assign(new Choices(), { onRenew })));
    });

    it('closes the connections of the previous client', async () => {
      const open = sockets();
      await read(ses);
      const [first] = open;
      assert.equal(first?.destroyed, false);
      const closed = once(first, 'close');
      renew();
      await closed;
      await read(ses);
      assert.equal(open.length, 2);
    });

    it('lets requests in flight finish first', async () => {
      const open = sockets();
      const { promise, resolve } = Promise.withResolvers<undefined>();
      held = promise;
      const [one, two] = [read(ses), read(ses)];
      while (asked.length < 2) {
        await once(server, 'request');
      }
      const closed = Promise.all(open.map((socket) => once(socket, 'close')));
      renew();
      const after = read(ses);
      while (asked.length < 3) {
        await once(server, 'request');
      }
      assert.deepEqual(
        open.map(({ destroyed }) => destroyed),
        [false, false, false],
      );
      resolve(undefined);
      await Promise.all([one, two, after]);
      await closed;
      assert.equal(open[2]?.destroyed, false);
    });

    it('closes the connections of a client whose credentials AWS rejects', async () => {
      const open = sockets();
      server.removeAllListeners('request');
      server.on('request', (request, response) => {
        request.resume();
        response.writeHead(403, { 'x-amzn-errortype': 'ExpiredTokenException' }).end('{}');
      });
      const closed = once(server, 'connection').then(([socket]: Socket[]) => socket && once(socket, 'close'));
      assert.equal((await failureOfRead(read(ses))).kind, 'credentials');
      await closed;
      assert.equal(open.length, 1);
    });
  });

  describe('to an endpoint with a path', () => {
    for (const [path, prefix] of [
      ['', ''],
      ['/', ''],
      ['/ses/v1', '/ses/v1'],
      ['/ses/v1/', '/ses/v1'],
    ] as const) {
      it(`joins it with one slash: “${path}”`, async () => {
        const { port } = server.address() as AddressInfo;
        await files.write(profileFor({ url: `http://127.0.0.1:${port}${path}` }, { name: 'work' }));
        const { ses, pinpoint } = servicesOf(work, new Choices());
        await read(ses);
        await pinpoint.root.readPage(undefined, clicked);
        assert.deepEqual(asked, [`${prefix}/v2/email/import-jobs/list`, `${prefix}/v1/apps?page-size=50`]);
      });
    }
  });

  it('with a wrong setting sends nothing, and works once it is corrected', async () => {
    const { port } = server.address() as AddressInfo;
    const { ses } = servicesOf(work, new Choices());
    await files.write(profileFor({ url: `localhost:${port}` }, { name: 'work' }));
    assert.equal((await failureOfRead(read(ses))).kind, 'awsSetting');
    assert.deepEqual(asked, []);
    await files.write(profileFor({ url: `http://127.0.0.1:${port}` }, { name: 'work' }));
    await read(ses);
    assert.equal(asked.length, 1);
  });

  it('reports that a service is not in the region, without finding credentials', async () => {
    await files.write({ config: '[profile work]\ncredential_process = /nowhere/process\n' });
    const { ses, pinpoint } = servicesOf({ ...work, region: 'eu-north-1' }, new Choices());
    assert.deepEqual(await failureOfRead(pinpoint.root.readPage(undefined, clicked)), {
      ...{ kind: 'notInRegion', service: 'Amazon Pinpoint', region: 'eu-north-1', operation: 'GetApps' },
    });
    assert.equal((await failureOfRead(read(ses))).kind, 'credentials');
  });

  it('configures FIPS and dual-stack endpoints by the profile, in any letter case', async () => {
    const configs: ClientConfig[] = [];
    await files.write({
      config: '[profile work]\nuse_fips_endpoint = True\nuse_dualstack_endpoint = TRUE\n',
    });
    const make = (config: ClientConfig) => {
      configs.push(config);
      return new SESv2Client(config);
    };
    const credentials = () => Promise.resolve({ accessKeyId: 'K', secretAccessKey: 'S' });
    const { client } = await new Clients(work, undefined, () => credentials).of(ses, make)(true);
    client.destroy();
    assert.deepEqual(
      configs.map(({ useFipsEndpoint, useDualstackEndpoint }) => [useFipsEndpoint, useDualstackEndpoint]),
      [[true, true]],
    );
  });

  it('signs with the credentials that a call has awaited, without another search', async () => {
    const searches: boolean[] = [];
    const search = (mayPrompt: boolean) => {
      searches.push(mayPrompt);
      return Promise.resolve({ accessKeyId: 'K', secretAccessKey: 'S', expiration: new Date() });
    };
    const clients = new Clients(work, undefined, () => search);
    const { client } = await clients.of(ses, (config) => new SESv2Client(config))(true);
    assert.equal((await client.config.credentials()).accessKeyId, 'K');
    client.destroy();
    assert.deepEqual(searches, [true]);
  });

  it('closes its connections to the services when it is closed', async () => {
    const open = sockets();
    const closing = new AbortController();
    const sources = connect(work, Object.assign(new Choices(), { closed: closing.signal }));
    for (const { root } of sources) {
      await (root.fixed?.[0] ?? root).readPage(undefined, clicked);
    }
    assert.equal(open.length, sources.length);
    assert.ok(open.every(({ destroyed }) => !destroyed));
    const ended = Promise.all(open.map((socket) => once(socket, 'close')));
    closing.abort();
    await ended;
  });
});

const read = (ses: JobSource) => firstPage(found(ses.root.fixed?.[0]));
