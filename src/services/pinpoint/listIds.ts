/** IDs of the lists below an application. The application's own list has the application's id. */
export const allJobsId = (applicationId: string) => `${applicationId}/jobs`;
export const segmentBranchId = (applicationId: string, segmentId: string) => `${applicationId}/segments/${segmentId}`;
