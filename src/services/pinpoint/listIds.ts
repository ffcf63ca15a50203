/** The ids of an application's lists. The list of the application itself has the application's id. */
export const allJobsId = (applicationId: string) => `${applicationId}/jobs`;
export const segmentBranchId = (applicationId: string, segmentId: string) => `${applicationId}/segments/${segmentId}`;
