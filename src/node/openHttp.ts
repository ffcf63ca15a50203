import type { ClientRequest } from 'node:http';
import type { RequestOptions } from 'node:https';
import type { Open } from '../core/failedRecords/download';

interface Requests {
  readonly request: (url: URL, options: RequestOptions) => ClientRequest;
}

/**
 * Requests a URL from the network, without cookies or credentials and without following redirects.
 * @param ca certificates (PEM) to trust instead of this machine's
 */
export async function openHttp(...[url, signal, ca]: [...Parameters<Open>, ca?: string]): ReturnType<Open> {
  // Imported on first use, because that takes longer than activation. `default` is the module itself, which VS Code
  // patches in place to use the user's proxy and certificates; a named export may be older than the patch.
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
      // Errors can follow the start of a response, for example for surplus bytes.
      request.on('error', (error) => body.destroy(error));
      resolve({ status: body.statusCode ?? 0, headers: body.headers, body });
    });
    request.end();
  });
}
