import { failureOf } from '../core/failure';

/** What was read; `undefined` when the service has it no longer. Other failures are thrown on. */
export async function unlessGone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (failureOf(error).kind === 'notFound') {
      return undefined;
    }
    throw error;
  }
}
