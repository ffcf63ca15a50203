import type { Clock } from '../clock';
import { DownloadError } from './downloadFailure';

/** Waiting for something that may never come, and that the user may not want to wait for. */
export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds of silence before it is given up; absent where whoever is waited for gives up by itself. */
  readonly silence?: number;
}

/**
 * What `promise` gives, unless silence or the user's cancelling comes first.
 * @throws DownloadError of kind `silent` or `cancelled`
 */
export async function within<T>(promise: Promise<T>, { clock, signal, silence }: Patience): Promise<T> {
  const end = Promise.withResolvers<never>();
  const cancel = () => {
    end.reject(new DownloadError({ kind: 'cancelled' }));
  };
  const timer =
    silence === undefined
      ? undefined
      : clock.after(silence, () => {
          end.reject(new DownloadError({ kind: 'silent', seconds: Math.round(silence / 1000) }));
        });
  signal.addEventListener('abort', cancel, { once: true });
  if (signal.aborted) {
    cancel();
  }
  try {
    return await Promise.race([end.promise, promise]);
  } finally {
    timer?.dispose();
    signal.removeEventListener('abort', cancel);
  }
}

export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new DownloadError({ kind: 'cancelled' });
  }
}
