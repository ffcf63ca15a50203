import { isDetailsAction } from '../../core/details/model';
import type { FromPage } from '../../webview/details/messages';

/** Whether this is a message of the page as it should be: it draws text from a service, so it is not trusted. */
export function isFromPage(message: unknown): message is FromPage {
  if (typeof message !== 'object' || message === null || !('type' in message)) {
    return false;
  }
  switch (message.type) {
    case 'ready':
      return true;
    case 'act':
      return 'action' in message && isDetailsAction(message.action);
    case 'copyRow':
      return 'id' in message && typeof message.id === 'string';
    case 'copyEntry':
      return 'index' in message && isIndex(message.index);
    case 'copyEntries':
      return (
        'what' in message &&
        typeof message.what === 'string' &&
        /^(?:shown|all|group \d+)$/u.test(message.what) &&
        'indices' in message &&
        Array.isArray(message.indices) &&
        message.indices.every(isIndex)
      );
    default:
      return false;
  }
}

function isIndex(value: unknown): boolean {
  return Number.isSafeInteger(value);
}
