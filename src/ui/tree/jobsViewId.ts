export const viewId = 'importJobs.jobs';
