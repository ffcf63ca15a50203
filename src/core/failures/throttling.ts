import * as l10n from '@vscode/l10n';

/** Shortest wait worth showing, in milliseconds. */
const minShownWait = 5_000;

/**
 * Returns a short line about a request delayed by throttling; `undefined` for a short wait.
 * @param wait milliseconds
 */
export function throttlingText(wait: number): string | undefined {
  return wait < minShownWait
    ? undefined
    : l10n.t('AWS is throttling requests. Next request in about {0} s.', Math.round(wait / 1000));
}
