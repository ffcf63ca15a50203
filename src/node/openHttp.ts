import type { ClientRequest } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { Open } from '../core/failedRecords/open';

/** Requests a URL from the network, trusting the certificates of this machine. */
export const openHttp: Open = (url, signal) => openTrusting(undefined, url, signal);

/** @param ca certificates that are trusted in place of this machine's, in PEM */
export function openHttpTrusting(ca: string): Open {
  return (url, signal) => openTrusting(ca, url, signal);
}

interface Requests {
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
}

/** No cookie, no credential and no redirect: what comes is handed on as it is. */
async function openTrusting(ca: string | undefined, ...[url, signal]: Parameters<Open>): ReturnType<Open> {
  // Loaded at first use, since they take longer than all of activation. `default` is the module itself, which VS Code
  // patches in place, so that requests take the user's proxy and certificates; a named export may be from before that.
  const { default: module }: { readonly default: Requests } = await (url.protocol === 'https:'
    ? import('node:https')
    : import('node:http'));
  return new Promise((resolve, reject) => {
    const request = module.request(url, {
      signal,
      headers: { accept: '*/*', 'accept-encoding': 'identity' },
      ...(ca !== undefined && { ca }),
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
}
