import { failureOf, type ServiceFailure } from '../core/failure';

/** What was read; `undefined` when the service has it no longer. Other failures are thrown on. */
export async function unlessGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isGone(failureOf(error))) {
      return undefined;
    }
    throw error;
  }
}

/** A 404 is one too where it may also mean that the service has ended. */
export function isGone({ kind, httpStatus }: ServiceFailure): boolean {
  return kind === 'notFound' || (kind === 'serviceEnded' && httpStatus === 404);
}
