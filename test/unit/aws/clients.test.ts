import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from '../../../src/aws/index';
import { OwnAwsFiles } from '../../support/ownAwsFiles';
import { profileFor } from '../../support/testServerProfile';
import { Choices, never, work } from './connected';

describe('A connection that is closed', () => {
  let server: Server;
  let files: OwnAwsFiles;

  beforeEach(async () => {
    server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    files = await OwnAwsFiles.make(profileFor({ url: `http://127.0.0.1:${port}` }, { name: 'work' }));
  });

  afterEach(async () => {
    server.close();
    server.closeAllConnections();
    await files.takeAway();
  });

  it('keeps nothing open to the services', async () => {
    const sockets: Socket[] = [];
    server.on('connection', (socket) => sockets.push(socket));
    const closing = new AbortController();
    const sources = connect(work, Object.assign(new Choices(), { closed: closing.signal }));
    for (const { root } of sources) {
      await (root.fixed?.[0] ?? root).readPage(undefined, never);
    }
    assert.equal(sockets.length, 2);
    assert.ok(sockets.every(({ destroyed }) => !destroyed));
    const ended = Promise.all(sockets.map((socket) => once(socket, 'close')));
    closing.abort();
    await ended;
  });
});
