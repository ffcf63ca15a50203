import { explain, type Explanation } from '../failures/explain';
import type { ServiceFailure } from '../failures/failure';
import type { Diagnosis } from './diagnosis';

/** A cause of one or more failures of a diagnosis. */
export interface Cause {
  readonly explanation: Explanation;
  /** Names of the affected services; empty for the credentials, which affect all. */
  readonly services: readonly string[];
}

interface Found {
  readonly failure: ServiceFailure;
  readonly service?: string;
}

/** Returns the distinct causes of all failures, in the order of the checks. */
export function causesOf(
  { credentials, services }: Diagnosis,
  formatList: (items: readonly string[]) => string,
): readonly Cause[] {
  const failures: readonly Found[] = [
    ...(credentials.failure === undefined ? [] : [{ failure: credentials.failure }]),
    ...services.flatMap(({ name, probes }) =>
      probes.flatMap(({ failure }) => (failure === undefined ? [] : [{ failure, service: name }])),
    ),
  ];
  return [...Map.groupBy(failures, ({ failure }) => causeKey(failure)).values()].flatMap((group) => {
    const [failure] = group.map((found) => found.failure);
    return failure === undefined
      ? []
      : [
          {
            explanation: explain(withActions(failure, group, formatList)),
            services: distinct(group.flatMap(({ service = [] }) => service)),
          },
        ];
  });
}

/**
 * Returns the same text for failures with the same cause: denials by the same policy, or failures with the same
 * explanation.
 */
function causeKey(failure: ServiceFailure): string {
  if (failure.kind === 'denied') {
    return JSON.stringify([failure.kind, failure.by?.policy, failure.by?.isExplicit]);
  }
  const { sentence, next } = explain(failure);
  return JSON.stringify([failure.kind, sentence, next]);
}

/** Adds the denied actions of the other failures. */
function withActions(
  failure: ServiceFailure,
  group: readonly Found[],
  formatList: (items: readonly string[]) => string,
): ServiceFailure {
  if (failure.kind !== 'denied') {
    return failure;
  }
  const actions = distinct(group.flatMap(({ failure: other }) => ('action' in other ? (other.action ?? []) : [])));
  return actions.length === 0 ? failure : { ...failure, action: formatList(actions) };
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
