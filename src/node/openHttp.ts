import type { RequestOptions } from 'https';
import type * as http from 'http';
import type { Open } from '../core/failedRecords/open';

/** Requests a URL from the network, trusting the certificates of this machine. */
export const openHttp: Open = (url, signal) => openTrusting(undefined, url, signal);

/** @param ca certificates that are trusted in place of this machine's, in PEM */
export function openHttpTrusting(ca: string): Open {
  return (url, signal) => openTrusting(ca, url, signal);
}

/** No cookie, no credential and no redirect: what comes is handed on as it is. */
async function openTrusting(ca: string | undefined, ...[url, signal]: Parameters<Open>): ReturnType<Open> {
  // VS Code puts the user's proxy and certificates into these modules. Loaded at first use: they take longer than all of
  // activation.
  const { request: ask }: { readonly request: (url: URL, options: RequestOptions) => http.ClientRequest } =
    await (url.protocol === 'https:' ? import('https') : import('http'));
  return new Promise((resolve, reject) => {
    const request = ask(url, {
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
