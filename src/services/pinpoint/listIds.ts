/** IDs of an application's lists. The application itself has its own id. */
export const allJobsId = (applicationId: string) => `${applicationId}/jobs`;
export const segmentBranchId = (applicationId: string, segmentId: string) => `${applicationId}/segments/${segmentId}`;
