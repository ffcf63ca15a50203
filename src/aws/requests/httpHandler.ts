import { HttpResponse, type HttpRequest as SdkRequest } from '@smithy/core/transport';
import type { HttpHandler } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { NodeHttpHandlerOptions } from '@smithy/types';
import type { HttpRequest, Transport } from '../../core/base/http';

const network: NodeHttpHandlerOptions = {
  connectionTimeout: 5_000,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};

/**
 * Keeps connections open between requests. VS Code replaces the SDK's agent with one per request, which closes the
 * connection (microsoft/vscode#228872) unless the request has a keep-alive header.
 */
class KeepAliveHandler extends NodeHttpHandler {
  override handle(...[request, options]: Parameters<NodeHttpHandler['handle']>): ReturnType<NodeHttpHandler['handle']> {
    request.headers.connection = 'keep-alive';
    return super.handle(request, options);
  }
}

/**
 * Returns the handler for the SDK's requests.
 * @param transport replaces the network
 * @param ca certificates (PEM) to trust instead of this machine's; VS Code's agent takes them from the SDK's
 */
export function handlerOf(transport: Transport | undefined, ca?: string): HttpHandler {
  if (transport === undefined) {
    return new KeepAliveHandler(ca === undefined ? network : { ...network, httpsAgent: { ca } });
  }
  return {
    handle: async (request, { abortSignal } = {}) => {
      const { status, headers, body } = await transport(
        plainRequest(request),
        abortSignal instanceof AbortSignal ? abortSignal : undefined,
      );
      return {
        response: new HttpResponse({
          statusCode: status,
          headers: { ...headers },
          body: new TextEncoder().encode(body),
        }),
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
  };
}

function plainRequest({ method, path, query, headers, body }: SdkRequest): HttpRequest {
  return {
    method,
    path,
    query: Object.fromEntries(
      Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, [value].flat().join(',')]])),
    ),
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    body: textOf(body),
  };
}

/** Decodes a body, which the SDK passes as text or as bytes. */
function textOf(body: unknown): string {
  return typeof body === 'string' ? body : body instanceof Uint8Array ? new TextDecoder().decode(body) : '';
}
