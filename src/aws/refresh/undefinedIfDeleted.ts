import { failureOf, type ServiceFailure } from '../../core/failures/failure';

/** Returns the result of a read; `undefined` when the item no longer exists. Throws other failures. */
export async function undefinedIfDeleted<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isDeleted(failureOf(error))) {
      return undefined;
    }
    throw error;
  }
}

/** Whether an item no longer exists. After a service's end of support, a 404 may mean either that or the end. */
export function isDeleted({ kind, httpStatus }: ServiceFailure): boolean {
  return kind === 'notFound' || (kind === 'serviceEnded' && httpStatus === 404);
}
