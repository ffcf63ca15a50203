import type * as http from 'http';
import type { Open } from '../core/failedRecords/open';

/** Asks the network. No cookie, no credential and no redirect: what comes is handed on as it is. */
export const openHttp: Open = async (url, signal) => {
  // Not `node:http`: VS Code puts the user's proxy and certificates into the modules of these names. Loaded at first use:
  // they take longer than all of activation.
  const { request: ask }: Pick<typeof http, 'request'> = await (url.protocol === 'https:'
    ? import('https')
    : import('http'));
  return new Promise((resolve, reject) => {
    const request = ask(url, {
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity' },
    });
    request.on('error', reject);
    request.once('response', (body) => {
      // Some come after the answer has begun: more bytes than it announced are one.
      request.on('error', (error) => {
        body.destroy(error);
      });
      const headers = Object.fromEntries(
        Object.entries(body.headers).map(([name, value]) => [name, [value ?? []].flat().join(', ')]),
      );
      resolve({ status: body.statusCode ?? 0, headers, body });
    });
    request.end();
  });
};
