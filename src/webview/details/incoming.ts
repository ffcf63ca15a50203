import type { DetailsModel } from '../../core/details/model';
import type { ToPage } from './pageMessages';

/** Returns a message from the extension; `undefined` for anything else that the window receives. */
export function readMessage(data: unknown): ToPage | undefined {
  if (!isRecord(data)) {
    return undefined;
  }
  switch (data.type) {
    case 'show':
      return isModel(data.model) &&
        isRecord(data.panelState) &&
        typeof data.panel === 'number' &&
        Array.isArray(data.busy)
        ? (data as unknown as ToPage)
        : undefined;
    case 'empty':
      return Array.isArray(data.busy) ? (data as unknown as ToPage) : undefined;
    case 'focusHeading':
    case 'acted':
    case 'rowCopied':
    case 'entryCopied':
    case 'entriesCopied':
      return data as unknown as ToPage;
    default:
      return undefined;
  }
}

/** Checks only what the page needs in order to render: the extension and the page are from the same build. */
function isModel(value: unknown): value is DetailsModel {
  return (
    isRecord(value) &&
    ['title', 'summary', 'jobId', 'phase', 'stateLabel', 'rawJson'].every((name) => typeof value[name] === 'string') &&
    Array.isArray(value.trail) &&
    Array.isArray(value.sections) &&
    isRecord(value.read)
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
