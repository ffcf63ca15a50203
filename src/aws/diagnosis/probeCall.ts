import * as l10n from '@vscode/l10n';
import type { Probe } from '../../core/diagnosis/diagnosis';
import { failureOf } from '../../core/failures/failure';
import type { RequestContext } from '../../core/base/request';
import type { Answer, Call } from '../requests/call';

/** The result of a diagnosis call, with its response if there is one. */
export interface ProbedCall<T> {
  readonly probe: Probe;
  readonly answer?: T;
}

/** Makes a call and returns its result. The time excludes waiting for the rate limiter. */
export async function probeCall<C, T extends Answer>(
  call: Call<C>,
  name: string,
  send: (client: C) => Promise<T>,
  context: RequestContext,
  resource?: string,
): Promise<ProbedCall<T>> {
  let begun = performance.now();
  const milliseconds = () => Math.round(performance.now() - begun);
  const timed = (client: C) => {
    begun = performance.now();
    return send(client);
  };
  try {
    const answer = await call(name, timed, context, resource);
    const { requestId } = answer.$metadata;
    return {
      answer,
      probe: { name, result: 'ok', text: l10n.t('response received'), milliseconds: milliseconds(), requestId },
    };
  } catch (error) {
    const failure = failureOf(error);
    return {
      probe: { name, result: 'failed', text: '', milliseconds: milliseconds(), requestId: failure.requestId, failure },
    };
  }
}

/** Returns a skipped check for each name. @param text why they were skipped */
export function skippedProbes(names: readonly string[], text: string): readonly Probe[] {
  return names.map((name) => ({ name, result: 'skipped', text }));
}
