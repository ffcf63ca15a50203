import type { JobRef } from '../../core/jobs/job';
import { fieldsOf } from '../../core/text/json';
import type { PanelState } from '../../webview/details/pageMessages';

/** Maximum length of an identifier in characters. AWS's are far shorter. */
const longest = 1_000;

/**
 * Returns which job a panel showed before a reload; `undefined` if invalid. State that a page stored is not trusted.
 */
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
