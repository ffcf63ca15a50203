import type { ClientRequest } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { Open } from '../core/failedRecords/download';

interface Requests {
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
}

/**
 * Requests a URL from the network with no cookie, no credential and no redirect: what comes is handed on as it is.
 * @param ca certificates that are trusted in place of this machine's, in PEM
 */
export async function openHttp(...[url, signal, ca]: [...Parameters<Open>, ca?: string]): ReturnType<Open> {
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
      // Some come after the response has begun: more bytes than it announced are one.
      request.on('error', (error) => body.destroy(error));
      resolve({ status: body.statusCode ?? 0, headers: body.headers, body });
    });
    request.end();
  });
}
