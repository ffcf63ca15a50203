export const recentViewId = 'importJobs.recent';
