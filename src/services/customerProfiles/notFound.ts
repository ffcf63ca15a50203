import { ServiceError } from '../../core/failures/failure';
import type { Call } from '../../aws/requests/call';
import { customerProfiles } from './description';

/**
 * Wraps calls so that a 404 also names the permission that may be missing: AWS returns it if an item "does not exist,
 * or access was denied".
 * https://docs.aws.amazon.com/connect/latest/APIReference/API_connect-customer-profiles_GetUploadJob.html
 */
export function namingPermission<C>(call: Call<C>): Call<C> {
  return async (operation, send, context, resource) => {
    try {
      return await call(operation, send, context, resource);
    } catch (error) {
      if (error instanceof ServiceError && error.failure.kind === 'notFound') {
        const action = `${customerProfiles.iamPrefix}:${operation}`;
        throw new ServiceError(
          { ...error.failure, action, ...(resource === undefined ? {} : { resource }) },
          { cause: error.cause },
        );
      }
      throw error;
    }
  };
}
