import type { HttpAnswer } from '../core/base/http';
import type { JsonValue } from '../core/text/json';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** An error response, to throw. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly status: number,
    /** Name of the error in the API: `NotFoundException`. */
    readonly type: string,
    message: string,
  ) {
    super(message);
  }
}

export function badRequest(message: string): Refusal {
  return new Refusal(400, 'BadRequestException', message);
}

export function notFound(message: string): Refusal {
  return new Refusal(404, 'NotFoundException', message);
}

export function jsonAnswer(status: number, body: JsonObject, headers?: Readonly<Record<string, string>>): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
}
