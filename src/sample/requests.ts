import { badRequest } from './answers';

/** The fields of a request's JSON body, not yet checked. */
export type RequestFields = Readonly<Record<string, unknown>>;

/** Parses a request's body, which may be empty. @throws Refusal */
export function jsonRequest(body: string): RequestFields {
  let value: unknown;
  try {
    value = JSON.parse(body === '' ? '{}' : body);
  } catch {
    throw badRequest('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw badRequest('The body is not a JSON object.');
  }
  return { ...value };
}

/** Returns a field with a positive integer, if any. @throws Refusal for any other value */
export function positiveInteger(fields: RequestFields, name: string): number | undefined {
  const value = fields[name];
  if (value !== undefined && !(typeof value === 'number' && Number.isInteger(value) && value > 0)) {
    throw badRequest(`${name} must be a positive integer.`);
  }
  return value;
}

/** Returns a text field, if any. @throws Refusal for any other value */
export function text(fields: RequestFields, name: string): string | undefined {
  const value = fields[name];
  if (value !== undefined && typeof value !== 'string') {
    throw badRequest(`${name} must be a string.`);
  }
  return value;
}
