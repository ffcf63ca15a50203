import { isDetailsAction } from '../../core/details/model';
import { fieldsOf } from '../../core/text/json';
import type { FromPage } from '../../webview/details/pageMessages';

/** Whether a message is valid. The page is not trusted, because it renders text from a service. */
export function isFromPage(message: unknown): message is FromPage {
  const { type, action, id, index, what, indices } = fieldsOf(message);
  switch (type) {
    case 'ready':
      return true;
    case 'act':
      return isDetailsAction(action);
    case 'copyRow':
      return typeof id === 'string';
    case 'copyEntry':
      return isIndex(index);
    case 'copyEntries':
      return (
        typeof what === 'string' &&
        /^(?:shown|all|group \d+)$/u.test(what) &&
        Array.isArray(indices) &&
        indices.every(isIndex)
      );
    default:
      return false;
  }
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value);
}
