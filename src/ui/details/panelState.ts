import type { JobRef } from '../../core/jobs/job';
import { fieldsOf } from '../../core/text/json';
import type { PanelState } from '../../webview/details/pageMessages';

/** An identifier of AWS is far shorter. */
const longest = 1_000;

/** Which job a panel showed before a reload; `undefined` where that cannot be told. What a page has left is not trusted. */
export function readPanelState(state: unknown): PanelState | undefined {
  const { connection, job, pinned } = fieldsOf(state);
  const ref = readRef(fieldsOf(job));
  return ref === undefined || !isName(connection) ? undefined : { connection, job: ref, pinned: pinned === true };
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
