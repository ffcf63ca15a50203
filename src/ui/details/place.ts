import type { JobRef } from '../../core/job';
import type { Place } from '../../webview/details/messages';

/** An identifier of AWS is far shorter. */
const longest = 1_000;

/** Which job a panel showed before a reload; `undefined` where that cannot be told. What a page has left is not trusted. */
export function readPlace(state: unknown): Place | undefined {
  if (!isRecord(state) || !isName(state.connection) || !isRecord(state.job)) {
    return undefined;
  }
  const job = readRef(state.job);
  return job === undefined ? undefined : { connection: state.connection, job, pinned: state.pinned === true };
}

function readRef({ service, id, scope }: Readonly<Record<string, unknown>>): JobRef | undefined {
  if (!isName(service) || !isName(id)) {
    return undefined;
  }
  if (scope === undefined) {
    return { service, id };
  }
  return isName(scope) ? { service, id, scope } : undefined;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
